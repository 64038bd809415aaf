using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Runs.Migrations.RunsDbSqlite.Migrations
{
    /// <inheritdoc />
    public partial class Runs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_run_items_sync_id_outcome",
                table: "run_items");

            migrationBuilder.AddColumn<long>(
                name: "changed_at",
                table: "runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "changed_by",
                table: "runs",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "untold",
                table: "runs",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_runs_untold",
                table: "runs",
                column: "untold",
                filter: "untold IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_run_items_sync_id_settled_at_target_outcome",
                table: "run_items",
                columns: new[] { "sync_id", "settled_at", "target", "outcome" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_runs_untold",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "IX_run_items_sync_id_settled_at_target_outcome",
                table: "run_items");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "changed_by",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "untold",
                table: "runs");

            migrationBuilder.CreateIndex(
                name: "IX_run_items_sync_id_outcome",
                table: "run_items",
                columns: new[] { "sync_id", "outcome" });
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Runs.Migrations.RunsDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class DryRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "alive_until",
                table: "runs",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "dry_run",
                table: "runs",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "problems",
                table: "runs",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "amount_scaled",
                table: "run_items",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "run_items",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_runs_alive_until",
                table: "runs",
                column: "alive_until",
                filter: "alive_until IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_runs_alive_until",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "alive_until",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "dry_run",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "problems",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "amount_scaled",
                table: "run_items");

            migrationBuilder.DropColumn(
                name: "currency",
                table: "run_items");
        }
    }
}

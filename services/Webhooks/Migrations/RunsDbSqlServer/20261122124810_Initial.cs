using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Runs.Migrations.RunsDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "run_items",
                columns: table => new
                {
                    sync_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    target = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    entity = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    modified = table.Column<long>(type: "bigint", nullable: true),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    external_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    settled_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_run_items", x => new { x.sync_id, x.target, x.entity, x.key });
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    correlation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    current_state = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    tenant_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    store_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    trigger = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    announced = table.Column<bool>(type: "bit", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    suspect_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_runs", x => x.correlation_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_run_items_sync_id_outcome",
                table: "run_items",
                columns: new[] { "sync_id", "outcome" });

            migrationBuilder.CreateIndex(
                name: "IX_runs_started_at",
                table: "runs",
                column: "started_at");

            migrationBuilder.CreateIndex(
                name: "IX_runs_suspect_at",
                table: "runs",
                column: "suspect_at",
                filter: "suspect_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "run_items");

            migrationBuilder.DropTable(
                name: "runs");
        }
    }
}

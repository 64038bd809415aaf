using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace SupabaseSync.Migrations.SupabaseSyncDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "amount",
                table: "records",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "records",
                type: "nvarchar(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "retry_batch",
                table: "records",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "since",
                table: "account_pauses",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "conflicts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    tenant_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    store_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    account = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    entity = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    subject = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    external_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    sides = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    standing = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    held = table.Column<bool>(type: "bit", nullable: false),
                    policy = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    found_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    resolution = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    by = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_conflicts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "drift_marks",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    after = table.Column<long>(type: "bigint", nullable: false),
                    looked_at = table.Column<long>(type: "bigint", nullable: true),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drift_marks", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "retry_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    last_due_at = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_retry_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "row_decisions",
                columns: table => new
                {
                    record_id = table.Column<long>(type: "bigint", nullable: false),
                    kept = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    seen = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    left_seq = table.Column<long>(type: "bigint", nullable: true),
                    deleted_seq = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_row_decisions", x => x.record_id);
                });

            migrationBuilder.CreateTable(
                name: "stopped_runs",
                columns: table => new
                {
                    sync_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    stopped = table.Column<bool>(type: "bit", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stopped_runs", x => x.sync_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_records_retry_batch",
                table: "records",
                column: "retry_batch",
                filter: "retry_batch IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_conflicts_account_store_id_entity_key_kind_subject",
                table: "conflicts",
                columns: new[] { "account", "store_id", "entity", "key", "kind", "subject" },
                unique: true,
                filter: "state = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_conflicts_state",
                table: "conflicts",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "conflicts");

            migrationBuilder.DropTable(
                name: "drift_marks");

            migrationBuilder.DropTable(
                name: "retry_batches");

            migrationBuilder.DropTable(
                name: "row_decisions");

            migrationBuilder.DropTable(
                name: "stopped_runs");

            migrationBuilder.DropIndex(
                name: "IX_records_retry_batch",
                table: "records");

            migrationBuilder.DropColumn(
                name: "amount",
                table: "records");

            migrationBuilder.DropColumn(
                name: "currency",
                table: "records");

            migrationBuilder.DropColumn(
                name: "retry_batch",
                table: "records");

            migrationBuilder.DropColumn(
                name: "since",
                table: "account_pauses");
        }
    }
}

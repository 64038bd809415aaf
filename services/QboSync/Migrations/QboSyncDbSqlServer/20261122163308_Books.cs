using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QboSync.Storage.Migrations.QboSyncDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Books : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "decision",
                table: "reservations",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kept",
                table: "reservations",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "written",
                table: "reservations",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "answer",
                table: "documents",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "by_history",
                table: "documents",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "created_by",
                table: "documents",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kept",
                table: "documents",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mapped",
                table: "documents",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "removed",
                table: "documents",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "removed_at",
                table: "documents",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "removing",
                table: "documents",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "repeat_refused_at",
                table: "documents",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "withdrawn",
                table: "documents",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "call_counts",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    day = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_counts", x => new { x.account, x.day, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "company_sights",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    looked_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    entries_since = table.Column<long>(type: "bigint", nullable: true),
                    seen = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_company_sights", x => x.account);
                });

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
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    seen_until = table.Column<long>(type: "bigint", nullable: false),
                    looked_at = table.Column<long>(type: "bigint", nullable: true),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drift_marks", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "mapping_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    changes = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mapping_changes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mappings",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    body = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    names = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mappings", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "paces",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paces", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "undos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    selection = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    how = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    requested_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    waiting = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_undos", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "verify_modes",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    active = table.Column<bool>(type: "bit", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    adopted = table.Column<int>(type: "int", nullable: false),
                    made = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verify_modes", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "undo_items",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    undo_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    document_id = table.Column<long>(type: "bigint", nullable: false),
                    step = table.Column<int>(type: "int", nullable: false),
                    store_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    record_key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    external_id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    doc_number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    total = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: false),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: true),
                    date = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    message = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_undo_items", x => x.id);
                    table.ForeignKey(
                        name: "FK_undo_items_undos_undo_id",
                        column: x => x.undo_id,
                        principalTable: "undos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_reservations_account_external_id",
                table: "reservations",
                columns: new[] { "account", "external_id" });

            migrationBuilder.CreateIndex(
                name: "IX_documents_account_external_id",
                table: "documents",
                columns: new[] { "account", "external_id" });

            migrationBuilder.CreateIndex(
                name: "IX_documents_created_by",
                table: "documents",
                column: "created_by");

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

            migrationBuilder.CreateIndex(
                name: "IX_mapping_changes_account_id",
                table: "mapping_changes",
                columns: new[] { "account", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_undo_items_undo_id_state_step",
                table: "undo_items",
                columns: new[] { "undo_id", "state", "step" });

            migrationBuilder.CreateIndex(
                name: "IX_undos_account_selection",
                table: "undos",
                columns: new[] { "account", "selection" },
                unique: true,
                filter: "state = 'Running'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "call_counts");

            migrationBuilder.DropTable(
                name: "company_sights");

            migrationBuilder.DropTable(
                name: "conflicts");

            migrationBuilder.DropTable(
                name: "drift_marks");

            migrationBuilder.DropTable(
                name: "mapping_changes");

            migrationBuilder.DropTable(
                name: "mappings");

            migrationBuilder.DropTable(
                name: "paces");

            migrationBuilder.DropTable(
                name: "undo_items");

            migrationBuilder.DropTable(
                name: "verify_modes");

            migrationBuilder.DropTable(
                name: "undos");

            migrationBuilder.DropIndex(
                name: "IX_reservations_account_external_id",
                table: "reservations");

            migrationBuilder.DropIndex(
                name: "IX_documents_account_external_id",
                table: "documents");

            migrationBuilder.DropIndex(
                name: "IX_documents_created_by",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "decision",
                table: "reservations");

            migrationBuilder.DropColumn(
                name: "kept",
                table: "reservations");

            migrationBuilder.DropColumn(
                name: "written",
                table: "reservations");

            migrationBuilder.DropColumn(
                name: "answer",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "by_history",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "created_by",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "kept",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "mapped",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "removed",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "removed_at",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "removing",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "repeat_refused_at",
                table: "documents");

            migrationBuilder.DropColumn(
                name: "withdrawn",
                table: "documents");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QboSync.Storage.Migrations.QboSyncDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Mappings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account_pauses",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    until_credential_changes = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_pauses", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    record_id = table.Column<long>(type: "bigint", nullable: false),
                    seq = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    duration_ms = table.Column<long>(type: "bigint", nullable: false),
                    result = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    tenant_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    store_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    record_key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    role = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    source_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    external_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    sync_token = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    doc_number = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    total_amt = table.Column<decimal>(type: "decimal(19,4)", precision: 19, scale: 4, nullable: true),
                    customer_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    deposit_account_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    items_by_line = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    hash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    revision = table.Column<int>(type: "int", nullable: false),
                    request_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    body = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    sent_hash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    sent_at = table.Column<long>(type: "bigint", nullable: true),
                    settled_at = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_documents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mappings",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    body = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mappings", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "records",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    tenant_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    store_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    account = table.Column<string>(type: "nvarchar(120)", maxLength: 120, nullable: false),
                    entity = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    wanted_modified = table.Column<long>(type: "bigint", nullable: true),
                    wanted_seq = table.Column<long>(type: "bigint", nullable: false),
                    deleted = table.Column<bool>(type: "bit", nullable: false),
                    body = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    refunds = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    force = table.Column<bool>(type: "bit", nullable: false),
                    history = table.Column<bool>(type: "bit", nullable: false),
                    sync_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    applied_modified = table.Column<long>(type: "bigint", nullable: true),
                    applied_seq = table.Column<long>(type: "bigint", nullable: true),
                    external_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    priority = table.Column<int>(type: "int", maxLength: 40, nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    claim_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    last_outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    code = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    wanted_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_records", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reservations",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    natural_key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    external_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    sync_token = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    made_here = table.Column<bool>(type: "bit", nullable: false),
                    hash = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    revision = table.Column<int>(type: "int", nullable: false),
                    request_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    body = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    sent_at = table.Column<long>(type: "bigint", nullable: true),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reservations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "untold_outcomes",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    message = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_untold_outcomes", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_attempts_record_id",
                table: "attempts",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "IX_documents_account_store_id_record_key",
                table: "documents",
                columns: new[] { "account", "store_id", "record_key" });

            migrationBuilder.CreateIndex(
                name: "IX_documents_account_store_id_role_source_id",
                table: "documents",
                columns: new[] { "account", "store_id", "role", "source_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_records_claim_id",
                table: "records",
                column: "claim_id",
                filter: "claim_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_records_priority_due_at",
                table: "records",
                columns: new[] { "priority", "due_at" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_records_state_code",
                table: "records",
                columns: new[] { "state", "code" });

            migrationBuilder.CreateIndex(
                name: "IX_records_tenant_id_store_id_account_entity_key",
                table: "records",
                columns: new[] { "tenant_id", "store_id", "account", "entity", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_reservations_account_kind_natural_key",
                table: "reservations",
                columns: new[] { "account", "kind", "natural_key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_pauses");

            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "documents");

            migrationBuilder.DropTable(
                name: "mappings");

            migrationBuilder.DropTable(
                name: "records");

            migrationBuilder.DropTable(
                name: "reservations");

            migrationBuilder.DropTable(
                name: "untold_outcomes");
        }
    }
}

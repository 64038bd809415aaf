using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Journal.Migrations.JournalDbSqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    store_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    topic = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    signature = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    webhook_id = table.Column<long>(type: "INTEGER", nullable: true),
                    delivery_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    source = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    headers = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    duplicate_key = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: true),
                    repeats = table.Column<int>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    read = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    entity = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    key = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    modified = table.Column<long>(type: "INTEGER", nullable: true),
                    seq = table.Column<long>(type: "INTEGER", nullable: true),
                    deleted = table.Column<bool>(type: "INTEGER", nullable: false),
                    read_body = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    refunds = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    priority = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    force = table.Column<bool>(type: "INTEGER", nullable: false),
                    history = table.Column<bool>(type: "INTEGER", nullable: false),
                    only_targets = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    sync_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "refusals",
                columns: table => new
                {
                    store_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    webhook_id = table.Column<long>(type: "INTEGER", nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refusals", x => new { x.store_id, x.webhook_id });
                });

            migrationBuilder.CreateTable(
                name: "versions",
                columns: table => new
                {
                    store_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    entity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    modified = table.Column<long>(type: "INTEGER", nullable: true),
                    seq = table.Column<long>(type: "INTEGER", nullable: false),
                    content_hash = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    deleted = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_versions", x => new { x.store_id, x.entity, x.key });
                });

            migrationBuilder.CreateTable(
                name: "addressed",
                columns: table => new
                {
                    delivery_id = table.Column<long>(type: "INTEGER", nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_addressed", x => new { x.delivery_id, x.target });
                    table.ForeignKey(
                        name: "FK_addressed_deliveries_delivery_id",
                        column: x => x.delivery_id,
                        principalTable: "deliveries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_duplicate_key",
                table: "deliveries",
                column: "duplicate_key",
                unique: true,
                filter: "duplicate_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_state_due_at",
                table: "deliveries",
                columns: new[] { "state", "due_at" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_store_id_entity_key",
                table: "deliveries",
                columns: new[] { "store_id", "entity", "key" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_sync_id",
                table: "deliveries",
                column: "sync_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "addressed");

            migrationBuilder.DropTable(
                name: "refusals");

            migrationBuilder.DropTable(
                name: "versions");

            migrationBuilder.DropTable(
                name: "deliveries");
        }
    }
}

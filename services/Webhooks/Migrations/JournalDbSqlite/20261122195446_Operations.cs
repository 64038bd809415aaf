using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Journal.Migrations.JournalDbSqlite.Migrations
{
    /// <inheritdoc />
    public partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "refunds",
                table: "versions",
                type: "TEXT",
                unicode: false,
                maxLength: 80,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_by",
                table: "pulls",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "changed_by",
                table: "pulls",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "expected",
                table: "pulls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "from",
                table: "pulls",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "accepted_sources",
                columns: table => new
                {
                    store_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    learned_from = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accepted_sources", x => new { x.store_id, x.source });
                });

            migrationBuilder.CreateTable(
                name: "resyncs",
                columns: table => new
                {
                    sync_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    content = table.Column<string>(type: "TEXT", unicode: false, maxLength: 64, nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    settled_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_resyncs", x => x.sync_id);
                });

            migrationBuilder.CreateTable(
                name: "shop_watches",
                columns: table => new
                {
                    store_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    delivery_url = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    looked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reactivated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    memory = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shop_watches", x => x.store_id);
                });

            migrationBuilder.CreateTable(
                name: "sweeps",
                columns: table => new
                {
                    store_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    entity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    planned = table.Column<bool>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    begun_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    result = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    problem = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    sync_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    gone = table.Column<int>(type: "INTEGER", nullable: true),
                    accepted = table.Column<int>(type: "INTEGER", nullable: true),
                    accepted_by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    errors_seen = table.Column<long>(type: "INTEGER", nullable: false),
                    errors_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sweeps", x => new { x.store_id, x.kind, x.entity });
                });

            migrationBuilder.CreateIndex(
                name: "IX_resyncs_content_seen_at",
                table: "resyncs",
                columns: new[] { "content", "seen_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accepted_sources");

            migrationBuilder.DropTable(
                name: "resyncs");

            migrationBuilder.DropTable(
                name: "shop_watches");

            migrationBuilder.DropTable(
                name: "sweeps");

            migrationBuilder.DropColumn(
                name: "refunds",
                table: "versions");

            migrationBuilder.DropColumn(
                name: "asked_by",
                table: "pulls");

            migrationBuilder.DropColumn(
                name: "changed_by",
                table: "pulls");

            migrationBuilder.DropColumn(
                name: "expected",
                table: "pulls");

            migrationBuilder.DropColumn(
                name: "from",
                table: "pulls");
        }
    }
}

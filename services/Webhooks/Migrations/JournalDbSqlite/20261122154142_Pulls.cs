using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Journal.Migrations.JournalDbSqlite.Migrations
{
    /// <inheritdoc />
    public partial class Pulls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "resend",
                table: "deliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "trigger",
                table: "deliveries",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "pulls",
                columns: table => new
                {
                    sync_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    store_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    entity = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    mode = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    by_creation = table.Column<bool>(type: "INTEGER", nullable: false),
                    ids = table.Column<string>(type: "TEXT", maxLength: -1, nullable: true),
                    resend = table.Column<bool>(type: "INTEGER", nullable: false),
                    force = table.Column<bool>(type: "INTEGER", nullable: false),
                    history = table.Column<bool>(type: "INTEGER", nullable: false),
                    trigger = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    problem = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    cursor = table.Column<long>(type: "INTEGER", nullable: true),
                    offset = table.Column<long>(type: "INTEGER", nullable: false),
                    page_size = table.Column<int>(type: "INTEGER", nullable: false),
                    greatest = table.Column<long>(type: "INTEGER", nullable: true),
                    records_read = table.Column<long>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_pulls", x => x.sync_id);
                });

            migrationBuilder.CreateTable(
                name: "watermarks",
                columns: table => new
                {
                    store_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    entity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    account = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    until = table.Column<long>(type: "INTEGER", nullable: false),
                    moved_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_watermarks", x => new { x.store_id, x.entity, x.target, x.account });
                });

            migrationBuilder.CreateIndex(
                name: "IX_pulls_due_at",
                table: "pulls",
                column: "due_at",
                filter: "due_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "pulls");

            migrationBuilder.DropTable(
                name: "watermarks");

            migrationBuilder.DropColumn(
                name: "resend",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "trigger",
                table: "deliveries");
        }
    }
}

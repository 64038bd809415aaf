using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QboSync.Storage.Migrations.QboSyncDbSqlServer.Migrations
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "retry_batches");

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

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QboSync.Storage.Migrations.QboSyncDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Decisions : Migration
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

            migrationBuilder.CreateIndex(
                name: "IX_reservations_account_external_id",
                table: "reservations",
                columns: new[] { "account", "external_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_reservations_account_external_id",
                table: "reservations");

            migrationBuilder.DropColumn(
                name: "decision",
                table: "reservations");
        }
    }
}

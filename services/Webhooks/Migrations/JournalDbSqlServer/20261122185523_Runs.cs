using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Journal.Migrations.JournalDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Runs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "changed_by",
                table: "pulls",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "from",
                table: "pulls",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "changed_by",
                table: "pulls");

            migrationBuilder.DropColumn(
                name: "from",
                table: "pulls");
        }
    }
}

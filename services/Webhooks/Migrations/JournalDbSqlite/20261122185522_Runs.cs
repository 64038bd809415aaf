using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Journal.Migrations.JournalDbSqlite.Migrations
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
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "from",
                table: "pulls",
                type: "INTEGER",
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

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Runs.Migrations.RunsDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Pulls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "entity",
                table: "runs",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "expected",
                table: "runs",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "mode",
                table: "runs",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "reading",
                table: "runs",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "reason",
                table: "runs",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "target",
                table: "runs",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "entity",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "expected",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "mode",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "reading",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "reason",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "target",
                table: "runs");
        }
    }
}

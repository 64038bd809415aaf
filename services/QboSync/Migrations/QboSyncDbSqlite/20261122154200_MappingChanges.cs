using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QboSync.Storage.Migrations.QboSyncDbSqlite.Migrations
{
    /// <inheritdoc />
    public partial class MappingChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "names",
                table: "mappings",
                type: "TEXT",
                maxLength: -1,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "mapping_changes",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    changes = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mapping_changes", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_mapping_changes_account_id",
                table: "mapping_changes",
                columns: new[] { "account", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mapping_changes");

            migrationBuilder.DropColumn(
                name: "names",
                table: "mappings");
        }
    }
}

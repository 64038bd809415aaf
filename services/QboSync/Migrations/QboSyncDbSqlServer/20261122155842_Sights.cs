using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QboSync.Storage.Migrations.QboSyncDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Sights : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "company_sights",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    looked_at = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<long>(type: "bigint", nullable: false),
                    entries_since = table.Column<long>(type: "bigint", nullable: true),
                    seen = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_company_sights", x => x.account);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "company_sights");
        }
    }
}

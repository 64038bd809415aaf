using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Journal.Migrations.JournalDbSqlite.Migrations
{
    /// <inheritdoc />
    public partial class ShopWatches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "accepted_sources");

            migrationBuilder.DropTable(
                name: "shop_watches");
        }
    }
}

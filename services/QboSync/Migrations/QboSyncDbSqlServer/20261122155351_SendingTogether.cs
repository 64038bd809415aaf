using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace QboSync.Storage.Migrations.QboSyncDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SendingTogether : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "repeat_refused_at",
                table: "documents",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "call_counts",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    day = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_counts", x => new { x.account, x.day, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "paces",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    state = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_paces", x => x.account);
                });

            migrationBuilder.CreateTable(
                name: "verify_modes",
                columns: table => new
                {
                    account = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    active = table.Column<bool>(type: "bit", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    adopted = table.Column<int>(type: "int", nullable: false),
                    made = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verify_modes", x => x.account);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "call_counts");

            migrationBuilder.DropTable(
                name: "paces");

            migrationBuilder.DropTable(
                name: "verify_modes");

            migrationBuilder.DropColumn(
                name: "repeat_refused_at",
                table: "documents");
        }
    }
}

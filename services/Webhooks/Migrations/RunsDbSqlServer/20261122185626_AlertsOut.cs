using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Runs.Migrations.RunsDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AlertsOut : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "origin",
                table: "alerts",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "told",
                table: "alerts",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "alert_marks",
                columns: table => new
                {
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_marks", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "alert_notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    alert_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "int", nullable: false),
                    channel = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    @event = table.Column<string>(name: "event", type: "nvarchar(40)", maxLength: 40, nullable: false),
                    message_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    message = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    step = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    sent_at = table.Column<long>(type: "bigint", nullable: true),
                    answer = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_notices", x => x.id);
                    table.ForeignKey(
                        name: "FK_alert_notices_alerts_alert_id",
                        column: x => x.alert_id,
                        principalTable: "alerts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_alert_notices_alert_id_channel_number",
                table: "alert_notices",
                columns: new[] { "alert_id", "channel", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_alert_notices_channel_due_at",
                table: "alert_notices",
                columns: new[] { "channel", "due_at" },
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_alert_notices_channel_sent_at",
                table: "alert_notices",
                columns: new[] { "channel", "sent_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_marks");

            migrationBuilder.DropTable(
                name: "alert_notices");

            migrationBuilder.DropColumn(
                name: "origin",
                table: "alerts");

            migrationBuilder.DropColumn(
                name: "told",
                table: "alerts");
        }
    }
}

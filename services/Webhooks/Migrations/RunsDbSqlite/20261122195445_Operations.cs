using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Webhooks.Runs.Migrations.RunsDbSqlite.Migrations
{
    /// <inheritdoc />
    public partial class Operations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_run_items_sync_id_outcome",
                table: "run_items");

            migrationBuilder.AddColumn<long>(
                name: "alive_until",
                table: "runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "asked_by",
                table: "runs",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "changed_at",
                table: "runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "changed_by",
                table: "runs",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "dry_run",
                table: "runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "problems",
                table: "runs",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "untold",
                table: "runs",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "amount_scaled",
                table: "run_items",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "run_items",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "alert_marks",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_marks", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    message = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    first_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    resolved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    origin = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    told = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alerts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "proof_differences",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    proof_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    entity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    day = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    cause = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proof_differences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "proof_lines",
                columns: table => new
                {
                    proof_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    entity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    part = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proof_lines", x => new { x.proof_id, x.entity, x.key, x.source, x.part });
                });

            migrationBuilder.CreateTable(
                name: "proof_totals",
                columns: table => new
                {
                    proof_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    entity = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    day = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    content = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proof_totals", x => new { x.proof_id, x.target, x.entity, x.day, x.currency });
                });

            migrationBuilder.CreateTable(
                name: "proofs",
                columns: table => new
                {
                    proof_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    store_id = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    targets = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    entities = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    from = table.Column<long>(type: "INTEGER", nullable: true),
                    until = table.Column<long>(type: "INTEGER", nullable: true),
                    zone = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    trigger = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    night_of = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    step = table.Column<int>(type: "INTEGER", nullable: false),
                    cursor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    shop_records = table.Column<long>(type: "INTEGER", nullable: false),
                    differences = table.Column<int>(type: "INTEGER", nullable: false),
                    under_way = table.Column<int>(type: "INTEGER", nullable: false),
                    problem = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proofs", x => x.proof_id);
                });

            migrationBuilder.CreateTable(
                name: "alert_notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    alert_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    @event = table.Column<string>(name: "event", type: "TEXT", maxLength: 40, nullable: false),
                    message_id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    message = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    step = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    answer = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "IX_runs_alive_until",
                table: "runs",
                column: "alive_until",
                filter: "alive_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_runs_untold",
                table: "runs",
                column: "untold",
                filter: "untold IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_run_items_sync_id_settled_at_target_outcome",
                table: "run_items",
                columns: new[] { "sync_id", "settled_at", "target", "outcome" });

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

            migrationBuilder.CreateIndex(
                name: "ux_alerts_open",
                table: "alerts",
                columns: new[] { "kind", "subject" },
                unique: true,
                filter: "resolved_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_proof_differences_proof_id_id",
                table: "proof_differences",
                columns: new[] { "proof_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_proofs_due_at",
                table: "proofs",
                column: "due_at",
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_proofs_store_id_started_at",
                table: "proofs",
                columns: new[] { "store_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ux_proofs_night",
                table: "proofs",
                columns: new[] { "store_id", "night_of" },
                unique: true,
                filter: "night_of IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_marks");

            migrationBuilder.DropTable(
                name: "alert_notices");

            migrationBuilder.DropTable(
                name: "proof_differences");

            migrationBuilder.DropTable(
                name: "proof_lines");

            migrationBuilder.DropTable(
                name: "proof_totals");

            migrationBuilder.DropTable(
                name: "proofs");

            migrationBuilder.DropTable(
                name: "alerts");

            migrationBuilder.DropIndex(
                name: "IX_runs_alive_until",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "IX_runs_untold",
                table: "runs");

            migrationBuilder.DropIndex(
                name: "IX_run_items_sync_id_settled_at_target_outcome",
                table: "run_items");

            migrationBuilder.DropColumn(
                name: "alive_until",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "asked_by",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "changed_by",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "dry_run",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "problems",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "untold",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "amount_scaled",
                table: "run_items");

            migrationBuilder.DropColumn(
                name: "currency",
                table: "run_items");

            migrationBuilder.CreateIndex(
                name: "IX_run_items_sync_id_outcome",
                table: "run_items",
                columns: new[] { "sync_id", "outcome" });
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Credentials.Storing.Migrations.CredentialsDbSqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "integration_credentials",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    tenant_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    platform = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    credentials_encrypted = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    oauth_tokens_encrypted = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    realm_id = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    store_url = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    project_url = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    is_active = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_integration_credentials", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "consent_requests",
                columns: table => new
                {
                    state_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    credential_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    redirect_uri = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consent_requests", x => x.state_hash);
                    table.ForeignKey(
                        name: "FK_consent_requests_integration_credentials_credential_id",
                        column: x => x.credential_id,
                        principalTable: "integration_credentials",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "token_states",
                columns: table => new
                {
                    credential_id = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    generation = table.Column<int>(type: "int", nullable: false),
                    lease_owner = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    lease_until = table.Column<long>(type: "bigint", nullable: true),
                    previous_tokens_encrypted = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: true),
                    connected_at = table.Column<long>(type: "bigint", nullable: true),
                    consented_at = table.Column<long>(type: "bigint", nullable: true),
                    refreshed_at = table.Column<long>(type: "bigint", nullable: true),
                    refresh_token_expires_at = table.Column<long>(type: "bigint", nullable: true),
                    consent_ends_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_token_states", x => x.credential_id);
                    table.ForeignKey(
                        name: "FK_token_states_integration_credentials_credential_id",
                        column: x => x.credential_id,
                        principalTable: "integration_credentials",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_consent_requests_credential_id",
                table: "consent_requests",
                column: "credential_id");

            migrationBuilder.CreateIndex(
                name: "ux_integration_credentials_active_target",
                table: "integration_credentials",
                columns: new[] { "tenant_id", "platform" },
                unique: true,
                filter: "is_active = 1 AND platform IN ('quickbooks', 'supabase')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "consent_requests");

            migrationBuilder.DropTable(
                name: "token_states");

            migrationBuilder.DropTable(
                name: "integration_credentials");
        }
    }
}

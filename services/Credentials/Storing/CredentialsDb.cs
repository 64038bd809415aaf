using Credentials.Fields;
using Hosting.Data;
using Microsoft.EntityFrameworkCore;

namespace Credentials.Storing;

/// <summary>The database of the Credentials service.</summary>
public abstract class CredentialsDb(DbContextOptions options) : DbContext(options)
{
    internal DbSet<IntegrationCredential> Credentials => Set<IntegrationCredential>();

    internal DbSet<TokenState> TokenStates => Set<TokenState>();

    internal DbSet<ConsentRequest> ConsentRequests => Set<ConsentRequest>();

    internal DbSet<Alert> Alerts => Set<Alert>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.UsePlatformConventions();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<IntegrationCredential>(credential =>
        {
            credential.ToTable("integration_credentials").HasKey(c => c.Id);
            credential.Property(c => c.Id).HasMaxLength(Limits.Id);
            credential.Property(c => c.TenantId).HasMaxLength(Limits.Id);
            credential.Property(c => c.Platform).HasMaxLength(20);
            credential.Property(c => c.CredentialsEncrypted).HasMaxLength(Conventions.Unbounded);
            credential.Property(c => c.OauthTokensEncrypted).HasMaxLength(Conventions.Unbounded);
            credential.Property(c => c.RealmId).HasMaxLength(40);
            credential.Property(c => c.StoreUrl).HasMaxLength(Limits.Url);
            credential.Property(c => c.ProjectUrl).HasMaxLength(Limits.Url);
            credential.Property(c => c.UpdatedAt).IsConcurrencyToken();
            // At most one active company and one active project per tenant; stores as many as there are.
            credential.HasIndex(c => new { c.TenantId, c.Platform }).IsUnique()
                .HasDatabaseName("ux_integration_credentials_active_target")
                .HasFilter($"is_active = 1 AND platform IN ('{Platforms.QuickBooks}', '{Platforms.Supabase}')");
        });
        modelBuilder.Entity<TokenState>(state =>
        {
            state.ToTable("token_states").HasKey(s => s.CredentialId);
            state.Property(s => s.CredentialId).HasMaxLength(Limits.Id);
            state.Property(s => s.Generation).IsConcurrencyToken();
            state.Property(s => s.Reason).HasMaxLength(TokenState.LongestReason);
            state.Property(s => s.PreviousTokensEncrypted).HasMaxLength(Conventions.Unbounded);
            state.HasOne<IntegrationCredential>().WithOne().HasForeignKey<TokenState>(s => s.CredentialId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ConsentRequest>(consent =>
        {
            consent.ToTable("consent_requests").HasKey(c => c.StateHash);
            consent.Property(c => c.StateHash).HasMaxLength(64);
            consent.Property(c => c.CredentialId).HasMaxLength(Limits.Id);
            consent.Property(c => c.RedirectUri).HasMaxLength(Limits.Url);
            consent.HasOne<IntegrationCredential>().WithMany().HasForeignKey(c => c.CredentialId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<Alert>(alert =>
        {
            // No foreign key: what was open for a credential that is gone stays to read, as resolved.
            alert.ToTable("alerts").HasKey(a => a.Id);
            alert.Property(a => a.Subject).HasMaxLength(Limits.Id);
            alert.Property(a => a.Message).HasMaxLength(Alert.LongestMessage);
            alert.HasIndex(a => new { a.Kind, a.Subject }).IsUnique().HasDatabaseName("ux_alerts_open").HasFilter("resolved_at IS NULL");
        });
        modelBuilder.UseSnakeCase();
    }
}

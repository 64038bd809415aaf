using Credentials.Fields;
using Credentials.Refreshing;
using Credentials.Refusing;
using Hosting.Secrets;

namespace Credentials.HandingOut;

/// <summary>What the other services ask, with the service key; <see cref="CredentialsClient"/> is the other end.</summary>
internal static class InternalRoutes
{
    public static void MapInternal(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/internal/credentials").AddEndpointFilter<RefusalFilter>().ExcludeFromDescription();

        group.MapGet("", async (string? id, string? platform, string? tenant_id, ActiveCredentials credentials, CancellationToken cancel) =>
        {
            if (id is null && platform is null) throw Invalid("id", "is missing: ask by id or by platform.");
            if (platform is not null && !Platforms.All.Contains(platform)) throw Invalid("platform", $"must be one of {string.Join(", ", Platforms.All)}.");
            return TypedResults.Ok(await credentials.FindAsync(id, platform, tenant_id, cancel));
        });

        group.MapPost("/{id}/access-token", async (string id, TokenWanted? wanted, AccessTokens tokens, CancellationToken cancel) =>
        {
            var pair = await tokens.GetAsync(id, wanted?.Refused, evenInactive: false, cancel);
            return TypedResults.Ok(new TokenGiven(pair.AccessToken!, pair.ExpiresAt!.Value));
        });
    }

    private static Refusal Invalid(string field, string message) => Refusals.Invalid(new Dictionary<string, string[]> { [field] = [message] }, typeMismatch: false);
}

/// <summary>Body of a request for an access token; <paramref name="Refused"/> is the one that QuickBooks answered 401 to.</summary>
internal sealed record TokenWanted(string? Refused)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => nameof(TokenWanted);
}

internal sealed record TokenGiven(string AccessToken, DateTimeOffset ExpiresAt)
{
    /// <summary>Never the token.</summary>
    public override string ToString() => $"access token until {ExpiresAt:u}";
}

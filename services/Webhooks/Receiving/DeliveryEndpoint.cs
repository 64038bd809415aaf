using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hosting.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Webhooks.Journal;
using Woo.Verifying;

namespace Webhooks.Receiving;

/// <summary>
/// Takes a delivery: checks its signature, puts it on disk, answers 200. WooCommerce sends nothing twice and holds its queue up while it
/// waits, so nothing else happens here.
/// </summary>
public sealed class DeliveryEndpoint(
    StoreSecrets secrets, JournalWriter journal, Refusals refusals, IDbContextFactory<JournalDb> databases,
    IOptions<WebhookOptions> options, TimeProvider clock, ILogger<DeliveryEndpoint> log)
{
    private const int LongestStoreId = 100;

    /// <summary>Handles <c>POST /webhooks/woocommerce/{storeId}</c>.</summary>
    public async Task<IResult> ReceiveAsync(string storeId, HttpContext http, CancellationToken cancel)
    {
        if (storeId.Length > LongestStoreId) return NoSuchStore(storeId[..LongestStoreId]);
        var body = await BodyReader.ReadAsync(http.Request, options.Value.MaxBodyBytes, cancel);
        if (body is null)
            return Results.Problem($"The body is larger than {options.Value.MaxBodyBytes} bytes (setting Webhooks:MaxBodyBytes).", statusCode: 413, title: "Too large");

        var headers = WooHeaders.From(http.Request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())));
        try
        {
            var store = await secrets.StoreAsync(storeId, cancel);
            if (store is null) return NoSuchStore(storeId);
            if (WooDelivery.IsPing(headers, body)) return Results.Ok(new { ping = true });
            if (!WooSignature.Matches(body, headers.Signature, StoreSecrets.Of(store)))
            {
                store = headers.Signature is null ? null : await secrets.StoreAgainAsync(storeId, cancel);
                if (store is null || !WooSignature.Matches(body, headers.Signature, StoreSecrets.Of(store))) return Refuse(storeId, headers);
            }
            return await KeepAsync(New(storeId, store.TenantId, headers, body, http, DeliveryState.Received), cancel);
        }
        catch (CredentialsUnavailableException e)
        {
            if (WooDelivery.IsPing(headers, body)) return Results.Ok(new { ping = true });
            if (headers.Signature is null) return Refuse(storeId, headers);
            return await KeepUnverifiedAsync(New(storeId, "", headers, body, http, DeliveryState.Unverified), e, cancel);
        }
    }

    private static IResult NoSuchStore(string storeId) =>
        Results.Problem($"There is no active WooCommerce credential with the id '{storeId}'. The delivery URL ends with the credential's id.", statusCode: 404, title: "Unknown store");

    private IResult Refuse(string storeId, WooHeaders headers)
    {
        refusals.Count(storeId, headers.WebhookId);
        var why = headers.Signature is null
            ? "The header X-WC-Webhook-Signature is missing."
            : "The signature does not match the store's webhook_secret.";
        return Results.Problem(why, statusCode: 401, title: "Not a delivery of this store");
    }

    private const int MostStores = 5;

    // Verified later, before anything is published: WooCommerce would never send it again.
    private async Task<IResult> KeepUnverifiedAsync(Delivery delivery, CredentialsUnavailableException why, CancellationToken cancel)
    {
        await using (var database = await databases.CreateDbContextAsync(cancel))
        {
            var all = database.Deliveries.Where(row => row.State == DeliveryState.Unverified && row.DueAt != null);
            var ofStore = await all.CountAsync(row => row.StoreId == delivery.StoreId, cancel);
            // Nobody can say now which store ids exist, so those that do not are bounded by all of them together.
            if (ofStore >= options.Value.MaxUnverified || await all.CountAsync(cancel) >= MostStores * (long)options.Value.MaxUnverified)
            {
                log.LogError("Deliveries of store {Store} wait to be verified ({Count}); no more are taken. {Message}", delivery.StoreId, ofStore, why.Message);
                return Results.Problem($"Too many deliveries wait to be verified ({ofStore} of this store; setting Webhooks:MaxUnverified). {why.Message}", statusCode: 503, title: "No secret can be had");
            }
        }
        delivery.Reason = $"Not verified yet. {why.Message}";
        return await KeepAsync(delivery, cancel);
    }

    private async Task<IResult> KeepAsync(Delivery delivery, CancellationToken cancel)
    {
        try
        {
            var journaled = await journal.WriteAsync(delivery, cancel);
            return Results.Ok(new { id = journaled.Id, duplicate = journaled.Duplicate });
        }
        catch (JournalUnavailableException e)
        {
            return Results.Problem(e.Message, statusCode: 503, title: "Not stored");
        }
    }

    private Delivery New(string storeId, string tenantId, WooHeaders headers, byte[] body, HttpContext http, DeliveryState state)
    {
        var now = clock.GetUtcNow();
        var key = DuplicateKey(storeId, headers, body);
        return new Delivery
        {
            Kind = DeliveryKind.Webhook, StoreId = storeId, TenantId = tenantId, ReceivedAt = now, Topic = Cut(headers.Topic), Signature = Cut(headers.Signature),
            WebhookId = headers.WebhookId, DeliveryId = Cut(headers.DeliveryId), Source = Cut(headers.Source, 500),
            Headers = JsonSerializer.Serialize(http.Request.Headers.Where(header => Keep(header.Key)).ToDictionary(header => header.Key, header => header.Value.ToString())),
            Body = body, DuplicateKey = key, State = state, DueAt = now, SyncId = RunIds.Of(storeId, key, now),
        };
    }

    // The delivery id alone is not enough: WooCommerce makes it of webhook and second, so different deliveries share one. The signature
    // belongs to it because a forgery that waits to be verified must not make a duplicate of the true delivery.
    private static string DuplicateKey(string storeId, WooHeaders headers, byte[] body)
    {
        var name = $"{storeId}|{headers.Source}|{headers.WebhookId}|{headers.DeliveryId}|{headers.Topic}|{headers.Signature}|{Convert.ToHexString(SHA256.HashData(body))}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
    }

    private static bool Keep(string header) => !header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && !header.Equals("Cookie", StringComparison.OrdinalIgnoreCase);

    private static string? Cut(string? text, int length = 200) => text?.Length > length ? text[..length] : text;
}

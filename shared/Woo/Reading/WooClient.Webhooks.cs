using System.Net;
using System.Text.Json;
using Woo.Shapes;

namespace Woo.Reading;

/// <summary>The shop's webhooks: to change them the key needs Read/Write and a user who manages the shop.</summary>
public sealed partial class WooClient
{
    /// <summary>All webhooks of the shop, those of others too.</summary>
    public Task<WooAnswer<IReadOnlyList<WooWebhook>>> WebhooksAsync(CancellationToken cancellationToken = default) =>
        Whole(new WooQuery { Route = "webhooks" }, WooWebhook.Read, cancellationToken);

    /// <summary>
    /// Makes an active webhook, by this route with payloads of API version 3. The shop pings the address before it answers. Never repeated: where the
    /// answer is lost, look at the list.
    /// </summary>
    public Task<WooAnswer<WooWebhook>> CreateWebhookAsync(string name, string topic, string deliveryUrl, string secret, CancellationToken cancellationToken = default) =>
        Write(HttpMethod.Post, $"{Api}webhooks", new Dictionary<string, string>
        {
            ["name"] = name, ["topic"] = topic, ["delivery_url"] = deliveryUrl, ["secret"] = secret, ["status"] = WooWebhookStatus.Active,
        }, cancellationToken);

    /// <summary>Changes a webhook; what is null stays. A status set to active keeps the shop's count of failures.</summary>
    public Task<WooAnswer<WooWebhook>> UpdateWebhookAsync(long id, string? status = null, string? deliveryUrl = null, string? secret = null, CancellationToken cancellationToken = default)
    {
        var changes = new Dictionary<string, string>();
        if (status is not null) changes["status"] = status;
        if (deliveryUrl is not null) changes["delivery_url"] = deliveryUrl;
        if (secret is not null) changes["secret"] = secret;
        return Write(HttpMethod.Put, $"{Api}webhooks/{Text(id)}", changes, cancellationToken);
    }

    /// <summary>
    /// The record of <c>orders</c> or <c>products</c> with the greatest id, null where there is none: orders of any status but drafts and the trash,
    /// products that are published.
    /// </summary>
    public async Task<WooAnswer<WooNewest?>> NewestAsync(string entity, CancellationToken cancellationToken = default)
    {
        List<KeyValuePair<string, string>> query =
            [new("orderby", "id"), new("order", "desc"), new("per_page", "1"), new("status", entity == "products" ? "publish" : "any"), new("_fields", "id,date_created_gmt")];
        var (reply, fault) = await _http.Get(Api + entity, query, cancellationToken: cancellationToken);
        if (reply is null) return new WooAnswer<WooNewest?>.Unavailable(fault!);
        if (reply is not { Status: HttpStatusCode.OK, Json: { ValueKind: JsonValueKind.Array } list }) return new WooAnswer<WooNewest?>.Unavailable(WooFaults.Of(reply, _http.Store));
        if (list.GetArrayLength() == 0) return new WooAnswer<WooNewest?>.Found(null, reply.Text);
        try
        {
            var record = new WooField(list[0], "[0]");
            return new WooAnswer<WooNewest?>.Found(new WooNewest(record["id"].Id(), record["date_created_gmt"].Utc()), reply.Text);
        }
        catch (Exception exception) when (exception is WooShapeException or InvalidOperationException)
        {
            return new WooAnswer<WooNewest?>.Unavailable(new WooFault(WooFaultKind.Unreadable, exception.Message, reply.Status));
        }
    }

    private async Task<WooAnswer<WooWebhook>> Write(HttpMethod method, string route, IReadOnlyDictionary<string, string> changes, CancellationToken cancellationToken)
    {
        var (reply, fault) = await _http.Send(method, route, [], JsonSerializer.SerializeToUtf8Bytes(changes), repeat: WooRepeat.Nothing, cancellationToken: cancellationToken);
        if (reply is null) return new WooAnswer<WooWebhook>.Unavailable(fault!);
        return reply.Status is HttpStatusCode.Created && reply.Json is not null
            ? Read(reply with { Status = HttpStatusCode.OK }, WooWebhook.Read, _ => "")
            : Read(reply, WooWebhook.Read, _ => "");
    }
}

/// <summary>The record with the greatest id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Created">When it was made; null where the shop does not say.</param>
public sealed record WooNewest(long Id, DateTimeOffset? Created);

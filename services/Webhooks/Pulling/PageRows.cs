using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Contracts;
using Webhooks.Journal;
using Woo.Versioning;

namespace Webhooks.Pulling;

/// <summary>Makes journal rows of what was read. A page that is read again after a crash makes the same rows, which the journal knows.</summary>
public static class PageRows
{
    /// <summary>A record as the list gave it.</summary>
    public static Delivery OfRecord(Pull pull, JsonElement record, DateTimeOffset now) => Row(pull, Encoding.UTF8.GetBytes(record.GetRawText()), Key(record), now);

    /// <summary>A record of which only the id is known: the shop is asked for it.</summary>
    public static Delivery OfId(Pull pull, long id, DateTimeOffset now) =>
        Row(pull, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"id":{{id}}}""")), id.ToString(CultureInfo.InvariantCulture), now);

    /// <summary>Greatest date of change on a page; null where no record has one.</summary>
    public static DateTimeOffset? Greatest(IEnumerable<JsonElement> records) => records.Select(record => WooContent.Version(record.GetRawText())).Max();

    private static Delivery Row(Pull pull, byte[] body, string key, DateTimeOffset now) => new()
    {
        Kind = DeliveryKind.Pull, StoreId = pull.StoreId, TenantId = pull.TenantId, ReceivedAt = now, Topic = $"{pull.Entity.TrimEnd('s')}.updated", Signature = "-",
        Body = body, DuplicateKey = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes($"pull|{pull.SyncId:N}|{pull.Entity}|{key}|"), .. body])),
        State = DeliveryState.Received, DueAt = now, Priority = pull.History ? ChangePriority.History : ChangePriority.Requested,
        Force = pull.Force, Resend = pull.Resend, History = pull.History, OnlyTargets = pull.Target, SyncId = pull.SyncId, Trigger = pull.Trigger,
    };

    private static string Key(JsonElement record) => record.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
}

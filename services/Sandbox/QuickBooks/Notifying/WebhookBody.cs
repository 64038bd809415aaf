using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.QuickBooks.Notifying;

/// <summary>The two shapes of a webhook's body, and its signature.</summary>
internal static class WebhookBody
{
    public static byte[] Of(string shape, IReadOnlyList<ChangeNotice> notices) =>
        Encoding.UTF8.GetBytes(shape == WebhookSettings.CloudEvents ? Events(notices).ToJsonString() : Notifications(notices).ToJsonString());

    /// <summary>Base64 of HMAC-SHA256 over the body as sent.</summary>
    public static string Signature(string verifierToken, byte[] body) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(verifierToken), body));

    private static JsonObject Notifications(IReadOnlyList<ChangeNotice> notices) => new()
    {
        ["eventNotifications"] = new JsonArray([.. notices.GroupBy(notice => notice.Realm).Select(realm => (JsonNode)new JsonObject
        {
            ["realmId"] = realm.Key,
            ["dataChangeEvent"] = new JsonObject
            {
                ["entities"] = new JsonArray([.. realm.Select(notice => (JsonNode)new JsonObject
                {
                    ["name"] = notice.Kind, ["id"] = notice.Id, ["operation"] = notice.Operation, ["lastUpdated"] = notice.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                })]),
            },
        })]),
    };

    private static JsonArray Events(IReadOnlyList<ChangeNotice> notices) => new([.. notices.Select(notice => (JsonNode)new JsonObject
    {
        ["specversion"] = "1.0", ["id"] = Guid.NewGuid().ToString(), ["source"] = "intuit.c2FuZGJveA==", ["type"] = $"qbo.{notice.Kind.ToLowerInvariant()}.{Verb(notice.Operation)}.v1",
        ["datacontenttype"] = "application/json", ["time"] = notice.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture),
        ["intuitentityid"] = notice.Id, ["intuitaccountid"] = notice.Realm, ["data"] = new JsonObject(),
    })]);

    private static string Verb(string operation) => operation switch { "Create" => "created", "Update" => "updated", "Delete" => "deleted", "Void" => "voided", _ => "emailed" };
}

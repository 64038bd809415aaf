using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Testing.Shops;

/// <summary>Orders in the shape of a recorded one, and their signed deliveries.</summary>
public static class OrderBuilder
{
    private static readonly string Template = File.ReadAllText(Path.Combine(RepositoryRoot.Samples("rest"), "order-47.body.json"));

    /// <summary>A paid order of one line; orders share a few customers and products.</summary>
    public static JsonObject Paid(long id, DateTimeOffset modified, string status = "processing")
    {
        var order = JsonNode.Parse(Template)!.AsObject();
        var gmt = modified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        order["id"] = id;
        order["number"] = id.ToString(CultureInfo.InvariantCulture);
        order["status"] = status;
        order["customer_id"] = 0;
        foreach (var name in (string[])["date_created", "date_created_gmt", "date_modified", "date_modified_gmt", "date_paid", "date_paid_gmt"]) order[name] = gmt;
        order["billing"]!["email"] = $"load{id % 7}@example.test";
        order["billing"]!["first_name"] = $"Load{id % 7}";
        var line = order["line_items"]![0]!.AsObject();
        line["id"] = id * 10;
        line["product_id"] = 900 + id % 5;
        line["sku"] = $"LOAD-{id % 5}";
        line["name"] = $"Load product {id % 5}";
        order["shipping_lines"]![0]!["id"] = id * 10 + 1;
        var taxLine = 2;
        foreach (var tax in order["tax_lines"]!.AsArray()) tax!["id"] = id * 10 + taxLine++;
        return order;
    }

    /// <summary>The delivery of a record, signed.</summary>
    public static HttpRequestMessage Delivery(string address, string topic, JsonNode body, string secret, string deliveryId = "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0")
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString(JsonSerializerOptions.Default));
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-WC-Webhook-Source", "http://shop.example.test/");
        request.Headers.Add("X-WC-Webhook-Topic", topic);
        request.Headers.Add("X-WC-Webhook-Resource", topic.Split('.')[0]);
        request.Headers.Add("X-WC-Webhook-Event", topic.Split('.')[1]);
        request.Headers.Add("X-WC-Webhook-Signature", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), bytes)));
        request.Headers.Add("X-WC-Webhook-ID", "2");
        request.Headers.Add("X-WC-Webhook-Delivery-ID", deliveryId);
        return request;
    }
}

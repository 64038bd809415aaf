using System.Text.Json.Nodes;
using System.Xml.Linq;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>The XML form of a reply: what QuickBooks sends to whoever did not ask for JSON.</summary>
internal static class Xml
{
    private static readonly XNamespace Space = "http://schema.intuit.com/finance/v3";
    private static readonly string[] Attributes = ["domain", "sparse", "status", "startPosition", "maxResults", "totalCount", "code", "element", "type", "bId", "name", "time"];

    /// <summary>The same reply as XML; replies without a JSON body stay as they are.</summary>
    public static Reply Of(Reply reply)
    {
        if ((reply.Body ?? (reply.Text is null ? null : JsonNode.Parse(reply.Text) as JsonObject)) is not { } body) return reply;
        var root = new XElement(Space + "IntuitResponse");
        Fill(root, body);
        var bytes = System.Text.Encoding.UTF8.GetBytes(new XDeclaration("1.0", "UTF-8", "yes") + root.ToString(SaveOptions.DisableFormatting));
        return reply with { Body = null, Text = null, Raw = (bytes, "application/xml;charset=UTF-8") };
    }

    private static void Fill(XElement element, JsonObject document)
    {
        foreach (var (name, value) in document)
        {
            if (value is JsonObject nested) Add(element, name, nested);
            else if (value is JsonArray list)
                foreach (var entry in list.OfType<JsonObject>()) Add(element, name, entry);
            else if (value.Text() is not { } text) continue;
            else if (Attributes.Contains(name)) element.SetAttributeValue(name, text);
            else if (name == "value") element.Add(new XText(text));
            else element.Add(new XElement(Space + Tag(name), text));
        }
    }

    private static void Add(XElement parent, string name, JsonObject document)
    {
        var element = new XElement(Space + Tag(name));
        Fill(element, document);
        parent.Add(element);
    }

    // The gateway's lower-case envelope has the usual names in XML.
    private static string Tag(string name) => name switch { "fault" => "Fault", "error" => "Error", "message" => "Message", "detail" => "Detail", _ => name };
}

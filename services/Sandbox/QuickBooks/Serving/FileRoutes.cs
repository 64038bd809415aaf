using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Sandbox.QuickBooks.Booking;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Uploads of files (multipart: <c>file_metadata_NN</c> with the Attachable as JSON, optional, and <c>file_content_NN</c>) and their download.</summary>
internal sealed class FileRoutes(Gateway gateway, Companies companies, Counters counters)
{
    private const string Content = "file_content_";
    private const string Metadata = "file_metadata_";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v3/company/{realm}/upload", gateway.ApiBytes(Upload, CallKind.Write));
        app.MapGet("/v3/company/{realm}/download/{id}", gateway.Api(Address));
        app.MapGet("/files/{realm}/{key}", Door.Open(Download));
    }

    private sealed record Part(string Name, string? FileName, string? ContentType, byte[] Bytes);

    private Reply Upload(HttpContext http, Company company, byte[] bytes)
    {
        counters.Count("upload");
        var parts = Parts(http.Request.ContentType, bytes);
        if (parts is null) return new Reply(415, null);
        var contents = parts.Where(part => part.Name.StartsWith(Content, StringComparison.Ordinal)).ToList();
        if (contents.Count == 0) throw Refuse.Missing("file_content_0");
        return Desk.Write(company, RememberedReplies.SingleKey(http.Request.Query["requestid"]), draft => new JsonObject
        {
            ["AttachableResponse"] = new JsonArray([.. contents.Select(content => (JsonNode)Stored(http, draft, content, parts.FirstOrDefault(part => part.Name == Metadata + content.Name[Content.Length..])))]),
            ["time"] = company.Clock.Envelope,
        });
    }

    private static JsonObject Stored(HttpContext http, Draft draft, Part content, Part? metadata)
    {
        var body = metadata is null ? [] : Gateway.Json(Encoding.UTF8.GetString(metadata.Bytes));
        body["FileName"] ??= content.FileName ?? "file";
        body["ContentType"] ??= content.ContentType ?? "application/octet-stream";
        var attachable = Writer.Create(draft, Catalog.Of("Attachable"), body, new WriteOptions());
        var key = $"{attachable.Text("Id")}-{Guid.NewGuid():N}";
        draft.PutRow("files", key, new JsonObject { ["type"] = attachable.Text("ContentType"), ["content"] = Convert.ToBase64String(content.Bytes) });
        var address = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path.Value![..http.Request.Path.Value!.IndexOf("/v3/", StringComparison.Ordinal)]}/files/{draft.Company.Realm}/{key}";
        (attachable["Size"], attachable["FileAccessUri"], attachable["TempDownloadUri"]) = (content.Bytes.Length, $"/v3/company/{draft.Company.Realm}/download/{attachable.Text("Id")}", address);
        return new JsonObject { ["Attachable"] = attachable.DeepClone() };
    }

    private Reply Address(HttpContext http, Company company, string _)
    {
        var attachable = Writer.Read(new Draft(company), Catalog.Of("Attachable"), (string)http.Request.RouteValues["id"]!);
        return new Reply(200, null) { Raw = (Encoding.UTF8.GetBytes(attachable.Text("TempDownloadUri") ?? ""), "text/plain") };
    }

    // The address itself is the permission, as with Intuit's signed links.
    private Reply Download(HttpContext http)
    {
        lock (companies.Gate)
        {
            var row = companies.Find((string)http.Request.RouteValues["realm"]!)?.Row("files", (string)http.Request.RouteValues["key"]!);
            return row is null ? new Reply(404, null) : new Reply(200, null) { Raw = (Convert.FromBase64String(row.Text("content")!), row.Text("type")!) };
        }
    }

    private static List<Part>? Parts(string? contentType, byte[] bytes)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)) return null;
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary) return null;
        var parts = new List<Part>();
        var reader = new MultipartReader(boundary, new MemoryStream(bytes));
        try
        {
            // The body is in memory already: nothing here waits.
            while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
            {
                var disposition = section.GetContentDispositionHeader();
                using var content = new MemoryStream();
                section.Body.CopyTo(content);
                var (name, file) = (HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).Value ?? "", HeaderUtilities.RemoveQuotes(disposition?.FileName ?? default).Value);
                parts.Add(new Part(name, file, section.ContentType, content.ToArray()));
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw Refuse.UnknownProperty(string.Create(CultureInfo.InvariantCulture, $"the multipart body cannot be read after {parts.Count} parts"));
        }
        return parts;
    }
}

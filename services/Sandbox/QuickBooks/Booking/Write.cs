using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>One write in work: what stood there, what shall stand there, and the draft that holds all of it.</summary>
/// <param name="Sent">The body as read, without computed properties.</param>
/// <param name="Before">The stored document; null for a create.</param>
/// <param name="Document">What will stand there; the rules complete it.</param>
internal sealed record Write(Draft Draft, EntityKind Kind, JsonObject Sent, JsonObject? Before, JsonObject Document, WriteOptions Options)
{
    public Company Company => Draft.Company;

    public string Id => Document.Text("Id")!;

    public bool IsCreate => Before is null;
}

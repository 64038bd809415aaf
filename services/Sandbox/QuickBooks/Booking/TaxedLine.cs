using System.Text.Json.Nodes;

namespace Sandbox.QuickBooks.Booking;

/// <summary>A line with the detail that holds its tax code and, where amounts include tax, its gross amount.</summary>
internal readonly record struct TaxedLine(JsonObject Line, JsonObject Detail);

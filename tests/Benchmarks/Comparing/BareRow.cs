namespace Benchmarks.Comparing;

/// <summary>What the journal keeps of a delivery.</summary>
internal sealed record BareRow(string Topic, string Signature, string DeliveryId, string Source, string Headers, byte[] Body, string DuplicateKey);

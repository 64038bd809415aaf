namespace Sandbox.QuickBooks.Booking;

/// <summary>What a write carries besides its body.</summary>
/// <param name="AllowDuplicateNumber"><c>include=allowduplicatedocnum</c>: no 6140.</param>
internal sealed record WriteOptions(bool AllowDuplicateNumber = false);

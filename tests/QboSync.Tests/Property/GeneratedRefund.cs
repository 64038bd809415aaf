namespace QboSync.Tests.Property;

/// <summary>A refund of a generated order.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Amount">What left the till.</param>
/// <param name="Lines">What is given back, in positive amounts; none for a refund by amount alone.</param>
internal sealed record GeneratedRefund(long Id, decimal Amount, IReadOnlyList<ShopLine> Lines);

using Contracts.Proving;

namespace Webhooks.Proving;

/// <summary>One record as the shop has it.</summary>
/// <param name="Key">The WooCommerce id.</param>
/// <param name="Figures">Of an order.</param>
/// <param name="Modified">Its version's date.</param>
/// <param name="Trashed">It lies in the trash.</param>
/// <param name="NotOurs">Why nobody ever hears of it, as the journal keeps such records back; null where it is to be synced.</param>
public sealed record ShopLine(string Key, OrderFigures? Figures, DateTimeOffset? Modified, bool Trashed = false, string? NotOurs = null);

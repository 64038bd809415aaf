using Sandbox.WooCommerce.Delivering;
using Sandbox.WooCommerce.Keeping;

namespace Sandbox.WooCommerce.Selling;

/// <summary>Does one thing in the shop as one request, at a given time: what it raises is queued when it ends.</summary>
internal sealed class ShopFloor(ShopData data, DeliveryQueue queue)
{
    public T Do<T>(DateTimeOffset at, Func<Change, T> work)
    {
        lock (data.Gate)
        {
            var change = new Change(at);
            var result = work(change);
            queue.Enqueue(change);
            return result;
        }
    }
}

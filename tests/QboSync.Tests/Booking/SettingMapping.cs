using Microsoft.EntityFrameworkCore;
using QboSync.Mapping;
using QboSync.Storage;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Booking;

/// <summary>The mapping of the company as a person sets it.</summary>
internal static class SettingMapping
{
    public static async Task SetMappingAsync(this Instance instance, string json)
    {
        await using var database = instance.Get<IDbContextFactory<QboSyncDb>>().CreateDbContext();
        await database.Mappings.ExecuteDeleteAsync();
        database.Mappings.Add(new StoredMapping { Account = instance.Company().Realm, Body = json });
        await database.SaveChangesAsync();
        instance.Get<MappingBook>().Forget(instance.Company().Realm);
    }
}

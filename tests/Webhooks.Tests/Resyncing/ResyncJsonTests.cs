using System.Text.Json;
using Contracts;

namespace Webhooks.Tests.Resyncing;

/// <summary>The one message that people type: what is meant is read, what is mistyped is named.</summary>
public class ResyncJsonTests
{
    [Fact]
    public void Every_field_is_read_and_ids_may_be_numbers_or_digits()
    {
        var read = Read("""
            {"entity":"orders","target":"quickbooks","full_sync":false,"dry_run":true,"date_range":{"start":"2024-01-01","end":"2024-01-31","field":"created"},
             "ids":[1042,"1043"],"history":true,"force":true,"tenant_id":"t","store_id":"s","reason":"why","requested_by":"Ann"}
            """);
        Assert.Equal([1042, 1043], read.Ids!);
        Assert.Equal(new ResyncDays(new(2024, 1, 1), new(2024, 1, 31), "created"), read.DateRange);
        Assert.Equal(("orders", "quickbooks", "t", "s", "why", "Ann"), (read.Entity, read.Target, read.TenantId, read.StoreId, read.Reason, read.RequestedBy));
        Assert.Equal((false, true, true, true), (read.FullSync, read.DryRun, read.History, read.Force));
    }

    [Fact]
    public void What_code_sends_is_read_as_it_was_meant()
    {
        var sent = new ResyncRequested { Entity = "products", Ids = [7], FullSync = true, DateRange = new(new(2024, 2, 29), null, null), Reason = "r", DryRun = true, Force = true, History = true, StoreId = "s", TenantId = "t", Target = "supabase", RequestedBy = "b" };
        var read = Read(JsonSerializer.Serialize(sent));
        Assert.Equal(sent with { Ids = null }, read with { Ids = null });
        Assert.Equal(sent.Ids, read.Ids);
    }

    [Theory]
    [InlineData("""{"entity":"orders","idz":[1]}""", "idz: there is no such field")]
    [InlineData("""{"entity":"orders","IDS":[1]}""", "IDS: there is no such field")]
    [InlineData("""{"entity":"orders","ids":[1],"ids":[2]}""", "ids: it stands there twice")]
    [InlineData("""{"entity":"orders","ids":"1042"}""", "ids: must be a list")]
    [InlineData("""{"entity":"orders","ids":[1.5]}""", "ids: each must be")]
    [InlineData("""{"entity":"orders","ids":["1,2"]}""", "ids: each must be")]
    [InlineData("""{"entity":"orders","ids":[null]}""", "ids: each must be")]
    [InlineData("""{"entity":"orders","full_sync":"true"}""", "full_sync: must be true or false")]
    [InlineData("""{"entity":7}""", "entity: must be text")]
    [InlineData("""{"entity":"orders","date_range":"2024-01-01"}""", "date_range: must be a JSON object")]
    [InlineData("""{"entity":"orders","date_range":{"begin":"2024-01-01"}}""", "date_range.begin: there is no such field")]
    [InlineData("""{"entity":"orders","date_range":{"start":"01.02.2024"}}""", "date_range.start: must be a day")]
    [InlineData("""[{"entity":"orders"}]""", "The message must be a JSON object")]
    [InlineData("null", "The message must be a JSON object")]
    [InlineData("\"orders\"", "The message must be a JSON object")]
    public void What_is_mistyped_is_refused_by_its_name(string json, string said) =>
        Assert.StartsWith(said, Assert.ThrowsAny<JsonException>(() => Read(json)).Message, StringComparison.Ordinal);

    private static ResyncRequested Read(string json) => JsonSerializer.Deserialize<ResyncRequested>(json)!;
}

using SupabaseSync.Mirroring.Calling;
using Syncing.Working;

namespace SupabaseSync.Tests.Flow;

/// <summary>The table of codes: the code decides before the status.</summary>
public class SupabaseFaultsTests
{
    [Theory]
    [InlineData(500, "57014", FaultKind.Transient, "statement_timeout")]
    [InlineData(500, "55P03", FaultKind.Transient, "unavailable")]
    [InlineData(503, "57P01", FaultKind.Transient, "unavailable")]
    [InlineData(503, "08006", FaultKind.Transient, "unavailable")]
    [InlineData(500, "53400", FaultKind.Transient, "unavailable")]
    [InlineData(503, "PGRST002", FaultKind.Transient, "unavailable")]
    [InlineData(504, "PGRST003", FaultKind.Transient, "unavailable")]
    [InlineData(503, "PT503", FaultKind.Transient, "unavailable")]
    [InlineData(409, "23503", FaultKind.Transient, "parent_missing")]
    [InlineData(409, "23505", FaultKind.Invalid, "value_rejected")]
    [InlineData(400, "22P02", FaultKind.Invalid, "value_rejected")]
    [InlineData(400, "22P05", FaultKind.Invalid, "value_rejected")]
    [InlineData(500, "54000", FaultKind.Invalid, "value_rejected")]
    [InlineData(500, "21000", FaultKind.Invalid, "duplicate_row")]
    [InlineData(400, "PGRST102", FaultKind.Invalid, "request_rejected")]
    [InlineData(400, "P0001", FaultKind.Invalid, "rejected")]
    [InlineData(409, "PT409", FaultKind.Invalid, "rejected")]
    [InlineData(401, "42501", FaultKind.Misconfigured, "grants_missing")]
    [InlineData(403, "42501", FaultKind.Misconfigured, "grants_missing")]
    [InlineData(404, "PGRST202", FaultKind.Misconfigured, "schema_missing")]
    [InlineData(400, "PGRST204", FaultKind.Misconfigured, "schema_missing")]
    [InlineData(404, "PGRST205", FaultKind.Misconfigured, "schema_missing")]
    [InlineData(404, "42P01", FaultKind.Misconfigured, "schema_missing")]
    [InlineData(406, "PGRST106", FaultKind.Misconfigured, "schema_not_exposed")]
    [InlineData(405, "25006", FaultKind.Misconfigured, "read_only")]
    [InlineData(401, "PGRST301", FaultKind.Unauthorised, "key_refused")]
    [InlineData(401, "PGRST303", FaultKind.Unauthorised, "key_expired")]
    [InlineData(401, null, FaultKind.Unauthorised, "key_refused")]
    [InlineData(402, null, FaultKind.Misconfigured, "plan_limit")]
    [InlineData(540, null, FaultKind.Misconfigured, "project_paused")]
    [InlineData(544, null, FaultKind.Transient, "unavailable")]
    [InlineData(520, "", FaultKind.Transient, "unavailable")]
    [InlineData(429, null, FaultKind.Throttled, "throttled")]
    [InlineData(413, null, FaultKind.Invalid, "too_large")]
    [InlineData(404, null, FaultKind.Misconfigured, "not_supabase")]
    [InlineData(308, null, FaultKind.Misconfigured, "redirected")]
    [InlineData(0, "22003", FaultKind.Invalid, "value_rejected")]
    [InlineData(0, "2BP01", FaultKind.Invalid, "request_rejected")]
    public void Each_code_has_its_kind(int status, string? code, FaultKind kind, string name)
    {
        var fault = SupabaseFaults.Of(status, code, "some message");
        Assert.Equal((kind, name), (fault.Kind, fault.Code));
    }

    [Theory]
    [InlineData("22P02", "invalid input syntax for type numeric: \"anna@example.test\"")]
    [InlineData("P0001", "no orders of anna@example.test please")]
    [InlineData("PT409", "anna@example.test is taken")]
    public void No_value_of_a_record_gets_into_a_message(string code, string message) =>
        Assert.DoesNotContain("anna", SupabaseFaults.Of(400, code, message).Message);

    [Fact]
    public void The_name_of_a_broken_rule_does() =>
        Assert.Contains("orders_live_is_whole", SupabaseFaults.Of(0, "23514", "new row for relation \"orders\" violates check constraint \"orders_live_is_whole\"").Message);

    [Fact]
    public void A_Retry_After_of_nothing_is_none() => Assert.Null(SupabaseFaults.Of(503, "PGRST002", null, TimeSpan.Zero).RetryAfter);
}

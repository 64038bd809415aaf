using Syncing.Working;

namespace SupabaseSync.Mirroring.Calling;

/// <summary>
/// What an error of a Supabase project means, and what to do. The code decides before the status: 42501 is 401 or 403, and permanent
/// errors come as 500. PostgREST's <c>details</c> hold whole rows of customers and are never read; of its <c>message</c> nothing that
/// could be a value is passed on.
/// </summary>
public static class SupabaseFaults
{
    private const string Apply = "Apply services/SupabaseSync/Schema/*.sql to the project, in name order (SQL editor or supabase db push; twice does no harm).";
    private const string NothingWritten = "Nothing was written.";

    /// <summary>A table of facts as one pure function.</summary>
    /// <param name="status">HTTP status; 0 for the error of one record inside a batch that was answered.</param>
    /// <param name="code">PostgreSQL's or PostgREST's code; null or empty where the answer had none.</param>
    /// <param name="message">The answer's <c>message</c>.</param>
    /// <param name="retryAfter">What <c>Retry-After</c> asked for; PostgREST's 0 counts as nothing.</param>
    public static Fault Of(int status, string? code, string? message, TimeSpan? retryAfter = null)
    {
        var wait = retryAfter > TimeSpan.Zero ? retryAfter : null;
        var fault = string.IsNullOrEmpty(code) ? ByStatus(status) : ByCode(code, message) ?? ByStatus(status, code);
        return fault.Kind is FaultKind.Transient or FaultKind.Throttled ? fault with { RetryAfter = wait } : fault;
    }

    private static Fault? ByCode(string code, string? message) => code switch
    {
        "57014" => new(FaultKind.Transient, "statement_timeout", $"The project's database cancelled the write because it took too long. {NothingWritten} It is tried again, in smaller parts."),
        "42501" => new(FaultKind.Misconfigured, "grants_missing", $"The key may not write to the project's tables. {NothingWritten} {Apply} The last file grants the rights."),
        "PGRST202" or "PGRST204" or "PGRST205" or "42P01" or "42703" or "42883" or "42P10" =>
            new(FaultKind.Misconfigured, "schema_missing", $"The project lacks tables, columns or functions of the mirror, or has an older version of them. {NothingWritten} {Apply}"),
        "PGRST106" => new(FaultKind.Misconfigured, "schema_not_exposed", $"The project's Data API does not show the schema public. {NothingWritten} Add it in the dashboard: Project settings, Data API, Exposed schemas."),
        "PGRST303" => new(FaultKind.Unauthorised, "key_expired", $"The service_role_key has expired. {NothingWritten} Make a new secret key in the dashboard (Project settings, API keys) and put it into the credential."),
        "PGRST300" or "PGRST301" or "PGRST302" => KeyRefused,
        "25006" => new(FaultKind.Misconfigured, "read_only", $"The project's database is read-only, most often because its disk is full. {NothingWritten} See Database, Disk in the Supabase dashboard."),
        "PGRST000" or "PGRST001" or "PGRST002" or "PGRST003" => Busy,
        "23503" => new(FaultKind.Transient, "parent_missing", $"A row that this one belongs to is not there yet. {NothingWritten} It is tried again."),
        "21000" => new(FaultKind.Invalid, "duplicate_row", $"The record holds the same line twice. {NothingWritten} Read the record from the shop again (retry with force)."),
        "PGRST102" => new(FaultKind.Invalid, "request_rejected", $"The project could not read the record as JSON. {NothingWritten} Look at the record's text in the shop for broken characters."),
        ['P', 'T', '4', ..] => new(FaultKind.Invalid, "rejected", $"A rule of the project's own refused the record{Reason(code, message)}. {NothingWritten} See who put the rule there, then retry."),
        ['P', 'T', '5', ..] => Busy,
        "P0001" => new(FaultKind.Invalid, "rejected", $"A rule of the project's own refused the record{Reason(code, message)}. {NothingWritten} See who put the rule there, then retry."),
        ['0', '8', ..] or ['5', '3', ..] or ['5', '5', ..] or ['5', '7', ..] or ['5', '8', ..] or ['4', '0', ..] or ['X', 'X', ..] => Busy,
        ['2', '2', ..] or ['2', '3', ..] or ['5', '4', ..] =>
            new(FaultKind.Invalid, "value_rejected", $"The project's table does not take a value of this record{Reason(code, message)}. {NothingWritten} Mend the value in the shop, or the table's own rules, then retry."),
        _ => null,
    };

    private static Fault ByStatus(int status, string? code = null) => status switch
    {
        401 or 403 => KeyRefused,
        402 => new(FaultKind.Misconfigured, "plan_limit", $"Supabase has restricted the project (quota used up or bill unpaid). {NothingWritten} See Billing in the Supabase dashboard."),
        540 => new(FaultKind.Misconfigured, "project_paused", $"The project is paused; Supabase pauses unused free projects. {NothingWritten} Restore it in the dashboard."),
        429 => new(FaultKind.Throttled, "throttled", $"Supabase asked to slow down. {NothingWritten} It goes on by itself."),
        413 => new(FaultKind.Invalid, "too_large", $"The record is larger than the project takes. {NothingWritten} Lower Supabase:BatchBytes, or shorten the record in the shop."),
        404 or 405 or 406 or 410 => new(FaultKind.Misconfigured, "not_supabase", $"There is no Supabase REST API at the credential's project_url. {NothingWritten} It looks like https://abcdefghijkl.supabase.co, without a path."),
        >= 300 and < 400 => new(FaultKind.Misconfigured, "redirected", $"The credential's project_url answers with a redirect, which is not followed. {NothingWritten} Use the address that it points to, with https."),
        0 or 400 => new(FaultKind.Invalid, "request_rejected", $"The project refused the record{Reason(code, null)}. {NothingWritten}"),
        408 or 425 or >= 500 => Busy,
        _ => new(FaultKind.Transient, "unexpected_answer", $"The project answered {status}{Reason(code, null)}, which it never should. It is tried again."),
    };

    /// <summary>No answer came, or none that can be read. Mirror writes bear a repeat, so it does not matter whether it was carried out.</summary>
    public static Fault NoAnswer(string code, string cause) =>
        new(FaultKind.Transient, code, $"{cause} It is tried again; if this stays, check the credential's project_url and https://status.supabase.com.");

    /// <summary>An answer came from something that is not Supabase.</summary>
    public static Fault NotSupabase => ByStatus(404);

    private static Fault KeyRefused => new(FaultKind.Unauthorised, "key_refused",
        $"The project does not accept the service_role_key. {NothingWritten} Put the project's current secret key into the credential (dashboard, Project settings, API keys).");

    private static Fault Busy => new(FaultKind.Transient, "unavailable", $"The project's database is away or busy. {NothingWritten} It is tried again.");

    /// <summary>
    /// PostgreSQL's own words, as far as they can hold no value: class 22 quotes the value after a colon; a message raised by a project's
    /// own function may hold anything.
    /// </summary>
    private static string Reason(string? code, string? message)
    {
        if (string.IsNullOrEmpty(code)) return "";
        if (string.IsNullOrWhiteSpace(message) || code[0] == 'P') return $" ({code})";
        var words = message.Split(": \"")[0];
        return $" ({code}: {(words.Length > 160 ? words[..160] : words)})";
    }
}

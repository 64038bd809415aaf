using System.Text.Json.Nodes;
using Sandbox.Supabase.Rows;
using Sandbox.Supabase.Schema;

namespace Sandbox.Supabase.Rest;

/// <summary><c>/{table}</c>: reads, upserts, PATCH and DELETE by filter.</summary>
internal static class TableRequests
{
    /// <summary>Serves a request of a role that may.</summary>
    public static RestAnswer Serve(RestRequest request, TableShape table, ProjectState project) => Singular.Unwrap(request, request.Method switch
    {
        "GET" or "HEAD" => Read(request, table, project),
        "POST" => Upserts.Write(request, table, project),
        "PATCH" => Patch(request, table, project),
        "DELETE" => Delete(request, table, project),
        _ => throw new PgError("PGRST117", $"Unsupported HTTP method: {request.Method}"),
    });

    private static RestAnswer Read(RestRequest request, TableShape table, ProjectState project)
    {
        var filters = RowFilter.Read(request.Http.Query, table);
        var selection = new RowSelection(request, table);
        lock (project.Rows.Gate)
        {
            var all = selection.Sort(project.Rows.All(table).Where(row => filters.All(filter => filter.Holds(row))));
            var counted = request.Prefers("count=exact");
            if (counted && selection.Offset > 0 && selection.Offset >= all.Count)
                throw new PgError("PGRST103", "Requested range not satisfiable", $"An offset of {selection.Offset} was requested, but there are only {all.Count} rows.");
            var page = all.Skip(selection.Offset).Take(selection.Limit).ToList();
            Singular.Check(request, page.Count);
            var range = page.Count == 0 ? "*" : $"{selection.Offset}-{selection.Offset + page.Count - 1}";
            return new RestAnswer(counted && page.Count < all.Count ? 206 : 200, selection.Project(page, project.Rows), $"{range}/{(counted ? all.Count : "*")}");
        }
    }

    private static RestAnswer Patch(RestRequest request, TableShape table, ProjectState project)
    {
        var filters = RowFilter.Read(request.Http.Query, table);
        if (filters.Count == 0) throw new PgError("21000", "UPDATE requires a WHERE clause");
        var change = request.Body.Json() as JsonObject ?? throw new PgError("PGRST102", "Empty or invalid json");
        Upserts.CheckColumns(table, change);
        return Answer(request, table, project.Run(transaction =>
        {
            var written = new List<JsonObject>();
            foreach (var stored in transaction.All(table).Where(row => filters.All(filter => filter.Holds(row))))
            {
                var row = (JsonObject)stored.DeepClone();
                foreach (var (name, value) in change) row[name] = PgValue.Read(table.Find(name)!.Type, value);
                if (RowWrites.Update(transaction, table, stored, row)) written.Add(row);
            }
            Singular.Check(request, written.Count);
            return written;
        }));
    }

    private static RestAnswer Delete(RestRequest request, TableShape table, ProjectState project)
    {
        var filters = RowFilter.Read(request.Http.Query, table);
        if (filters.Count == 0) throw new PgError("21000", "DELETE requires a WHERE clause");
        return Answer(request, table, project.Run(transaction =>
        {
            var gone = transaction.All(table).Where(row => filters.All(filter => filter.Holds(row))).ToList();
            foreach (var row in gone) RowWrites.Delete(transaction, table, row);
            Singular.Check(request, gone.Count);
            return gone;
        }));
    }

    private static RestAnswer Answer(RestRequest request, TableShape table, List<JsonObject> rows)
    {
        var range = $"*/{(request.Prefers("count=exact") ? rows.Count : "*")}";
        return request.Prefers("return=representation") ? new RestAnswer(200, new RowSelection(request, table).Project(rows), range) : new RestAnswer(204, null, range);
    }
}

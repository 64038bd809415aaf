namespace SupabaseSync.Mirroring.Mapping;

/// <summary>Columns of <c>customers</c>.</summary>
internal static class CustomerRow
{
    public static void Write(RowWriter row)
    {
        row.Text("email");
        row.Text("first_name");
        row.Text("last_name");
        row.Text("username");
        row.Text("role");
        row.Flag("is_paying_customer");
        row.Json("billing");
        row.Json("shipping");
        row.Instant("date_created_gmt");
        row.Raw();
    }
}

using FluentValidation;

namespace Webhooks.Proving;

/// <summary>The proof that nothing is missing.</summary>
public static class ProvingSetup
{
    /// <summary>Adds it; needs receiving, runs and requesting beside it.</summary>
    public static WebApplicationBuilder AddProving(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ProofOptions>().Bind(builder.Configuration.GetSection("Proof"))
            .Validate(o => o.IsNightlyReadable, "Setting Proof:NightlyAt must be an hour such as 04:30, or empty for never.")
            .Validate(o => o.Days is >= 1 and <= 366, "Setting Proof:Days must be 1 to 366.")
            .Validate(o => o.GraceMinutes is >= 0 and <= 1440, "Setting Proof:GraceMinutes must be 0 to 1440.")
            .Validate(o => o.KeepDays is >= 1 and <= 3650, "Setting Proof:KeepDays must be 1 to 3650.")
            .ValidateOnStart();
        services.AddSingleton<ProofBook>().AddSingleton<ProofPages>().AddSingleton<StartProof>().AddSingleton<ShopReading>().AddSingleton<TargetReading>().AddSingleton<JournalReading>();
        services.AddSingleton<Judging>().AddSingleton<ProofWork>().AddSingleton<Repairing>();
        services.AddSingleton<IValidator<CompletenessRequest>, CompletenessRequestValidator>();
        services.AddHostedService<ProofWorker>();
        services.AddHostedService<Nightly>();
        return builder;
    }
}

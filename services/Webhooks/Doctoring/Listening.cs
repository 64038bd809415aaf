using Contracts;
using Microsoft.Extensions.Options;
using Woo.Reading;

namespace Webhooks.Doctoring;

/// <summary>Whether a shop tells of its newest order and product.</summary>
public sealed class Listening(JournalSight journal, IOptions<DoctorOptions> options)
{
    private static readonly string[] Numbered = [Entities.Orders, Entities.Products];

    /// <summary>Listens.</summary>
    /// <param name="visit">The visit; its findings and what is to be swept are added to.</param>
    /// <param name="shop">The shop.</param>
    /// <param name="changed">Webhooks were made or switched on at this visit.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task HearAsync(Visit visit, WooClient shop, bool changed, CancellationToken cancel)
    {
        var limit = TimeSpan.FromMinutes(options.Value.SilentMinutes);
        foreach (var entity in Numbered)
        {
            if (await shop.NewestAsync(entity, cancel) is not WooAnswer<WooNewest?>.Found(var newest, _)) continue;
            var known = visit.Memory.Silence.GetValueOrDefault(entity);
            // What was made while webhooks were off was told by nobody, and is not the shop's silence.
            if (changed || visit.Examination!.Topics.Any(topic => topic.Topic == $"{entity.TrimEnd('s')}.created" && !topic.IsActive)) known = null;
            var told = await journal.ToldAsync(visit.Store.Id, entity, new[] { newest?.Id, known?.Untold }.OfType<long>(), cancel);
            var silence = Silence.Look(known, newest, told, visit.Memory.Told.TryGetValue(entity, out var at) ? at : null, visit.LastLook, visit.Now);
            if (Silence.TooLong(silence, limit, visit.Now)) visit.Findings.Add(Findings.OfSilence(entity, silence));
            if (visit.Mode != DoctorMode.Look && Silence.SweepDue(silence, limit, visit.Now))
            {
                visit.Memory.ToSweep.Add(entity);
                silence = silence with { SweptAt = visit.Now };
            }
            visit.Memory.Silence[entity] = silence;
        }
    }
}

using System.Text.RegularExpressions;

namespace Sandbox.Faults;

/// <summary>The rules in force, with how often each matched and struck. They are not kept over a restart.</summary>
public sealed class FaultRules
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private int _lastId;

    /// <summary>Adds a rule behind the others; returns its id.</summary>
    public int Add(FaultRule rule)
    {
        lock (_gate)
        {
            _entries.Add(new Entry(++_lastId, rule));
            return _lastId;
        }
    }

    /// <summary>Takes one rule away, or all where no id is given.</summary>
    public int Remove(int? id)
    {
        lock (_gate) return _entries.RemoveAll(entry => id is null || entry.Id == id);
    }

    /// <summary>All rules with their counts.</summary>
    public IReadOnlyList<FaultRuleState> List()
    {
        lock (_gate) return [.. _entries.Select(entry => new FaultRuleState(entry.Id, entry.Rule, entry.Matched, entry.Hits) { Kinds = entry.Kinds })];
    }

    /// <summary>What strikes this request, in order, up to the first that ends it.</summary>
    public IReadOnlyList<StruckFault> Strike(string method, string path)
    {
        lock (_gate)
        {
            if (_entries.Count == 0) return [];
            var struck = new List<StruckFault>();
            foreach (var entry in _entries)
            {
                if (entry.Strike(method, path) is not { } fault) continue;
                struck.Add(fault);
                if (fault.Rule.Kind is not (FaultKind.Delay or FaultKind.LateCommit)) break;
            }
            return struck;
        }
    }

    private sealed class Entry(int id, FaultRule rule)
    {
        private readonly Regex? _path = rule.Path is null ? null : new Regex(rule.Path, RegexOptions.CultureInvariant);
        private readonly Random _random = new(rule.Random?.Seed ?? rule.Seed);
        private readonly SortedDictionary<FaultKind, int> _kinds = [];

        public int Id => id;
        public FaultRule Rule => rule;
        public int Matched { get; private set; }
        public int Hits { get; private set; }

        /// <summary>How often each kind of a mix struck; null for a rule of one kind.</summary>
        public IReadOnlyDictionary<FaultKind, int>? Kinds => rule.Random is null ? null : new SortedDictionary<FaultKind, int>(_kinds);

        public StruckFault? Strike(string method, string path)
        {
            if (rule.System is not null && !FaultTargets.IsOf(rule.System, path)) return null;
            if (rule.Method is not null && !string.Equals(rule.Method, method, StringComparison.OrdinalIgnoreCase)) return null;
            if (_path is not null && !_path.IsMatch(path)) return null;
            if (rule.Kind is { } only && only != FaultKind.CommitThenDrop && !only.Fits(method, path)) return null;
            if (Hits >= rule.Times) return null;
            Matched++;
            var share = rule.Random?.Probability ?? rule.Probability;
            if (share < 1 && _random.NextDouble() >= share) return null;
            var drawn = rule.Random is null ? rule : rule.Random.Draw(_random, rule, method, path);
            if (drawn is null) return null;
            Hits++;
            if (rule.Random is not null) _kinds[drawn.Kind!.Value] = _kinds.GetValueOrDefault(drawn.Kind.Value) + 1;
            return new StruckFault(drawn, _random);
        }
    }
}

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
        lock (_gate) return [.. _entries.Select(entry => new FaultRuleState(entry.Id, entry.Rule, entry.Matched, entry.Hits))];
    }

    /// <summary>The rules that strike this request, in order, up to the first that ends it.</summary>
    public IReadOnlyList<FaultRule> Strike(string method, string path)
    {
        lock (_gate)
        {
            if (_entries.Count == 0) return [];
            var struck = new List<FaultRule>();
            foreach (var entry in _entries)
            {
                if (!entry.Strikes(method, path)) continue;
                struck.Add(entry.Rule);
                if (entry.Rule.Kind != FaultKind.Delay) break;
            }
            return struck;
        }
    }

    private sealed class Entry(int id, FaultRule rule)
    {
        private readonly Regex? _path = rule.Path is null ? null : new Regex(rule.Path, RegexOptions.CultureInvariant);
        private readonly Random _random = new(rule.Seed);

        public int Id => id;
        public FaultRule Rule => rule;
        public int Matched { get; private set; }
        public int Hits { get; private set; }

        public bool Strikes(string method, string path)
        {
            if (rule.Method is not null && !string.Equals(rule.Method, method, StringComparison.OrdinalIgnoreCase)) return false;
            if (_path is not null && !_path.IsMatch(path)) return false;
            if (Hits >= rule.Times) return false;
            Matched++;
            if (rule.Probability < 1 && _random.NextDouble() >= rule.Probability) return false;
            Hits++;
            return true;
        }
    }
}

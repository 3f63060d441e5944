using System.Collections.ObjectModel;

namespace SupportDesk.Masking;

/// <summary>
/// Tells what a <see cref="Masker"/> hid so far. It grows while masking goes on; numbers may be read for progress
/// at any time, <see cref="Counts"/> and <see cref="Findings"/> once the masker is not running.
/// </summary>
public sealed class MaskReport
{
    private static readonly SecretKind[] Kinds = Enum.GetValues<SecretKind>();

    private readonly int _maxFindings;
    private readonly List<Finding> _findings = [];
    private readonly long[] _counts = new long[Kinds.Length];

    internal MaskReport(int maxFindings)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxFindings);
        _maxFindings = maxFindings;
        Findings = new ReadOnlyCollection<Finding>(_findings);
    }

    /// <summary>Input taken so far, in bytes (in characters for <see cref="MaskText"/>).</summary>
    public long Bytes { get; internal set; }

    /// <summary>Hidden places by kind; a kind without any is absent.</summary>
    public IReadOnlyDictionary<SecretKind, long> Counts
    {
        get
        {
            var counts = new Dictionary<SecretKind, long>();
            foreach (var kind in Kinds)
                if (_counts[(int)kind] > 0)
                    counts[kind] = _counts[(int)kind];
            return counts;
        }
    }

    /// <summary>Hidden places of all kinds.</summary>
    public long Total { get; private set; }

    /// <summary>Places that were left as they are because <see cref="MaskingOptions.Releases"/> names them.</summary>
    public long Released { get; internal set; }

    /// <summary>The first hidden places, up to <see cref="MaskingOptions.MaxFindings"/>.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>True when more was hidden than <see cref="Findings"/> lists.</summary>
    public bool Truncated => Total > _findings.Count;

    internal void Add(in Finding finding)
    {
        _counts[(int)finding.Kind]++;
        Total++;
        if (_findings.Count < _maxFindings)
            _findings.Add(finding);
    }
}

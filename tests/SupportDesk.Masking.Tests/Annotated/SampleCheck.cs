namespace SupportDesk.Masking.Tests.Annotated;

/// <summary>Masks a sample in one way and says what came out different from what was marked.</summary>
internal sealed class SampleCheck(Sample sample)
{
    private readonly Masker _whole = new(new MaskingOptions { Personal = sample.Personal });
    private readonly Masker _tight = new(new MaskingOptions { Personal = sample.Personal }, Masker.SmallestWindow, TextEncoding.Detect);

    /// <summary>Runs the sample in its own encoding in every way, and in all others once; null when all is as marked.</summary>
    public string? Run()
    {
        var unix = AnnotatedText.Parse(sample.Marked);
        var windows = AnnotatedText.Parse(sample.Marked.ReplaceLineEndings("\r\n"));
        foreach (
            var encoding in SampleEncoding
                .All.Where(encoding => !sample.Unread.Contains(encoding.Name))
                .OrderByDescending(encoding => encoding.Name == sample.Encoding)
        )
        {
            if (!encoding.CanEncode(unix.Input))
            {
                if (encoding.Name == sample.Encoding)
                    return $"{sample.Name} has characters that {sample.Encoding} has not.";
                continue;
            }

            var all = encoding.Name == sample.Encoding;
            var fault = RunIn(encoding, unix, "LF", all) ?? RunIn(encoding, windows, "CRLF", all);
            if (fault is not null)
                return fault;
        }

        return null;
    }

    private string? RunIn(SampleEncoding encoding, AnnotatedText text, string lineEnds, bool all)
    {
        var seed = sample.Name.Aggregate(17, (hash, c) => unchecked(31 * hash + c));
        var random = new Random(seed);
        return Run(encoding, text, $"{encoding.Name}, {lineEnds}", _whole, _ => 4096, 4096)
            ?? Twice(encoding, text, $"{encoding.Name}, {lineEnds}, masked twice")
            ?? (!all ? null : Run(encoding, text, $"{encoding.Name}, {lineEnds}, 1 byte", _whole, _ => 1, 1)
                ?? Run(encoding, text, $"{encoding.Name}, {lineEnds}, 3 bytes", _whole, _ => 3, 5)
                ?? Run(encoding, text, $"{encoding.Name}, {lineEnds}, 16 bytes", _tight, _ => 16, 16)
                ?? Run(encoding, text, $"{encoding.Name}, {lineEnds}, random blocks of seed {seed}", _tight, _ => random.Next(1, 700), 300));
    }

    private string? Run(SampleEncoding encoding, AnnotatedText text, string way, Masker masker, Func<int, int> nextCut, int room)
    {
        masker.Reset();
        var masked = Masking.Run(encoding.Encode(text.Input), masker, nextCut, room);
        return Compare(encoding, text.Output, masked, way) ?? CompareFindings(encoding, text, masker.Report, way);
    }

    private string? Twice(SampleEncoding encoding, AnnotatedText text, string way)
    {
        _whole.Reset();
        return Compare(encoding, text.Output, Masking.Run(encoding.Encode(text.Output), _whole, _ => 4096, 4096), way);
    }

    private string? Compare(SampleEncoding encoding, string expected, byte[] got, string way)
    {
        if (got.AsSpan().SequenceEqual(encoding.Encode(expected)))
            return null;
        string[] right = expected.Split('\n'), wrong = encoding.Decode(got).Split('\n');
        var lines = Enumerable.Range(0, Math.Max(right.Length, wrong.Length))
            .Where(i => right.ElementAtOrDefault(i) != wrong.ElementAtOrDefault(i))
            .Select(i =>
                $"\n  line {i + 1} ({sample.Line + i} of the file)\n    expected: {right.ElementAtOrDefault(i)}\n    got:      {wrong.ElementAtOrDefault(i)}"
            );
        return $"{sample.Name} ({way}) came out different:{string.Concat(lines)}";
    }

    private string? CompareFindings(SampleEncoding encoding, AnnotatedText text, MaskReport report, string way)
    {
        var expected = text.Places.Select(place => Describe(encoding, text.Input, place)).ToList();
        var got = report
            .Findings.OrderBy(finding => finding.Offset)
            .Select(finding => $"{finding.Kind} in line {finding.Line} at {finding.Offset}, {finding.Length} bytes")
            .ToList();
        return expected.SequenceEqual(got)
            ? null
            : $"{sample.Name} ({way}) is reported different:\n"
                + $"  expected only:\n    {string.Join("\n    ", expected.Except(got))}\n"
                + $"  got only:\n    {string.Join("\n    ", got.Except(expected))}";
    }

    private static string Describe(SampleEncoding encoding, string input, Annotation annotation)
    {
        int start = encoding.OffsetOf(input, annotation.Start), end = encoding.OffsetOf(input, annotation.Start + annotation.Length);
        var line = 1 + input.AsSpan(0, annotation.Start).Count('\n');
        return $"{annotation.Kind} in line {line} at {start}, {end - start} bytes";
    }
}

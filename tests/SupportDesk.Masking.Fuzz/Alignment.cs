using System.Text;

namespace SupportDesk.Masking.Fuzz;

/// <summary>Walks input and output side by side: outside of findings they are equal, inside there are stars or a mark.</summary>
internal static class Alignment
{
    public static string? Complaint(ReadOnlySpan<byte> input, ReadOnlySpan<byte> output, IReadOnlyList<Finding> findings)
    {
        int read = 0, written = 0;
        foreach (var finding in findings.OrderBy(finding => finding.Offset).ThenByDescending(finding => finding.Length))
        {
            int start = (int)finding.Offset, end = start + finding.Length;
            if (start < 0 || finding.Length < 1 || end > input.Length)
                return $"{finding} lies outside of the input";
            if (start < read)
            {
                if (end <= read)
                    continue;
                // Two numbers in base64 may share a character.
                if (finding.Rule != "pan-base64")
                    return $"{finding} overlaps the one before";
                start = read;
            }

            var plain = input[read..start];
            if (!output[written..].StartsWith(plain))
                return $"text between {read} and {start} changed";
            written += plain.Length;
            var mark = Encoding.ASCII.GetBytes($"[masked:{finding.Kind.ToString().ToLowerInvariant()}]");
            if (output[written..].StartsWith(mark))
                written += mark.Length;
            else if (finding.Rule == "pan-base64" && output.Length - written >= end - start)
                written += end - start; // encoded anew, as long as before
            else if (finding.Kind is not SecretKind.Pan || !PassStars(input[start..end], output, ref written))
                return $"{finding} became something else";
            read = end;
        }

        return output[written..].SequenceEqual(input[read..]) ? null : $"text after {read} changed";
    }

    private static bool PassStars(ReadOnlySpan<byte> number, ReadOnlySpan<byte> output, ref int written)
    {
        for (var at = 0; at < number.Length;)
        {
            if (written == output.Length)
                return false;
            if (output[written] == number[at])
                at++;
            else if (output[written] == '*')
                at += WidthOfDigit(number[at..]);
            else
                return false;
            written++;
        }

        return true;
    }

    private static int WidthOfDigit(ReadOnlySpan<byte> text) => text[0] switch
    {
        (>= (byte)'0' and <= (byte)'9') or (byte)'X' or (byte)'x' => 1,
        0xD9 or 0xDB => Math.Min(2, text.Length),
        0xEF => Math.Min(3, text.Length),
        _ => 1,
    };
}

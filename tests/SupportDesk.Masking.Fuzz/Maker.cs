namespace SupportDesk.Masking.Fuzz;

/// <summary>Makes an input from a seed: made lines, pieces of the corpus, or both, with some bytes changed.</summary>
internal static class Maker
{
    private const int LongestPiece = 2000;

    public static byte[] Make(Random random, byte[][] corpus)
    {
        List<byte> input = [];
        for (var pieces = random.Next(1, 4); pieces > 0; pieces--)
            input.AddRange(random.Next(3) == 0 && corpus.Length > 0 ? Piece(random, corpus[random.Next(corpus.Length)]) : new Grammar(random).Lines());
        for (var changes = random.Next(3) == 0 ? 0 : random.Next(1, 8); changes > 0 && input.Count > 0; changes--)
            Change(random, input);
        return [.. input];
    }

    private static ReadOnlySpan<byte> Piece(Random random, byte[] whole)
    {
        var length = random.Next(1, Math.Min(LongestPiece, whole.Length) + 1);
        return whole.AsSpan(random.Next(whole.Length - length + 1), length);
    }

    private static void Change(Random random, List<byte> input)
    {
        var at = random.Next(input.Count);
        var count = random.Next(1, Math.Min(20, input.Count - at) + 1);
        switch (random.Next(7))
        {
            case 0:
                input[at] = (byte)random.Next(256);
                break;
            case 1:
                input[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                input.RemoveRange(at, count);
                break;
            case 3:
                input.InsertRange(at, input.GetRange(at, count));
                break;
            case 4:
                input.InsertRange(random.Next(input.Count + 1), input.GetRange(at, count));
                break;
            case 5:
                input.InsertRange(at, new Grammar(random).Noise());
                break;
            default:
                input.InsertRange(at, Enumerable.Repeat(input[at], random.Next(1, 700)));
                break;
        }
    }
}

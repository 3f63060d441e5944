namespace SupportDesk.Features.Email.Reading;

/// <summary>Takes lines out of an e-mail.</summary>
internal static class LineRemoval
{
    /// <param name="lines">Where they begin, from the left.</param>
    public static ArraySegment<byte> Run(ArraySegment<byte> email, IReadOnlyList<int> lines)
    {
        var copy = new MemoryStream(email.Count);
        var at = 0;
        foreach (var line in lines)
        {
            copy.Write(email[at..line]);
            var length = email.AsSpan(line).IndexOf((byte)'\n');
            at = length < 0 ? email.Count : line + length + 1;
        }

        copy.Write(email[at..]);
        return new ArraySegment<byte>(copy.GetBuffer(), 0, (int)copy.Length);
    }
}

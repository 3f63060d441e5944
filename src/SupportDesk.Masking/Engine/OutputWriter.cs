namespace SupportDesk.Masking.Engine;

/// <summary>Copies decided text out of the window, with the edits applied, into room of any size.</summary>
internal sealed class OutputWriter(Window window)
{
    private int _half; // bytes of the character at the position that have been copied already

    /// <summary>Stretches that leave the window as other text.</summary>
    public EditList Edits { get; } = new();

    /// <summary>Everything before has been copied out.</summary>
    public int Position { get; private set; }

    /// <summary>Copies what lies before a limit. False when the destination is full before that.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="written">How many bytes are in it.</param>
    /// <param name="limit">No rule can change anything before it any more.</param>
    /// <param name="last">True when the window ends with the input.</param>
    /// <param name="open">True when the last edit still grows.</param>
    public bool Copy(Span<byte> destination, ref int written, int limit, bool last, bool open)
    {
        while (true)
        {
            if (!Edits.IsEmpty && Edits.First.Start <= Position)
            {
                if (!CopyReplacement(destination, ref written))
                    return false;
                Position = Math.Max(Position, Edits.First.End);
                if (open && Edits.IsLast)
                    return true;
                Edits.RemoveFirst();
                continue;
            }

            var stop = Edits.IsEmpty ? limit : Math.Min(limit, Edits.First.Start);
            if (Position < stop)
            {
                if (!CopyInput(destination, ref written, stop))
                    return false;
                continue;
            }

            if (!last || window.Rest.IsEmpty)
                return true;
            if (written == destination.Length)
                return false;
            destination[written++] = window.Rest[0];
            return true;
        }
    }

    /// <summary>Follows a window that has forgotten its first characters.</summary>
    public void Shift(int dropped)
    {
        Position -= dropped;
        Edits.Shift(dropped);
    }

    public void Clear()
    {
        Position = _half = 0;
        Edits.Clear();
    }

    private bool CopyReplacement(Span<byte> destination, ref int written)
    {
        ref var edit = ref Edits.First;
        var rest = edit.Text.AsSpan(edit.Written);
        var count = Math.Min(rest.Length, destination.Length - written);
        rest[..count].CopyTo(destination[written..]);
        written += count;
        edit.Written += count;
        return count == rest.Length;
    }

    private bool CopyInput(Span<byte> destination, ref int written, int stop)
    {
        var rest = window.Raw(Position, stop)[_half..];
        var count = Math.Min(rest.Length, destination.Length - written);
        rest[..count].CopyTo(destination[written..]);
        written += count;
        (Position, _half) = (Position + (_half + count) / window.Width, (_half + count) % window.Width);
        return count == rest.Length;
    }
}

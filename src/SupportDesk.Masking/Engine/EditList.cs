using System.Runtime.InteropServices;

namespace SupportDesk.Masking.Engine;

/// <summary>Stretches of the window that leave it as other text, in the order of their positions.</summary>
internal sealed class EditList
{
    private readonly List<Edit> _edits = [];
    private int _head;

    public bool IsEmpty => _head == _edits.Count;

    /// <summary>True when the first edit is the last one too.</summary>
    public bool IsLast => _head == _edits.Count - 1;

    public ref Edit First => ref CollectionsMarshal.AsSpan(_edits)[_head];

    public ref Edit Last => ref CollectionsMarshal.AsSpan(_edits)[^1];

    public void Add(int start, int end, byte[] text)
    {
        var at = _edits.Count;
        while (at > _head && _edits[at - 1].Start > start)
            at--;
        _edits.Insert(at, new Edit { Start = start, End = end, Text = text });
    }

    public void RemoveFirst()
    {
        if (++_head == _edits.Count)
            Clear();
    }

    /// <summary>Follows a window that has forgotten its first characters.</summary>
    public void Shift(int dropped)
    {
        _edits.RemoveRange(0, _head);
        _head = 0;
        foreach (ref var edit in CollectionsMarshal.AsSpan(_edits))
        {
            edit.Start -= dropped;
            edit.End -= dropped;
        }
    }

    public void Clear()
    {
        _edits.Clear();
        _head = 0;
    }

    internal struct Edit
    {
        public int Start;
        public int End;
        public byte[] Text;

        /// <summary>Bytes of the text that have been copied out.</summary>
        public int Written;
    }
}

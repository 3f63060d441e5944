namespace SupportDesk.Mail;

/// <summary>The MAPI properties that matter to a reader; others are passed over. [MS-OXTNEF] section 2.1.3.4, [MS-OXPROPS].</summary>
internal sealed class MapiProperties
{
    internal const ushort Subject = 0x0037;
    internal const ushort SenderName = 0x0C1A;
    internal const ushort SenderAddress = 0x0C1F;
    internal const ushort SenderSmtpAddress = 0x5D01;
    internal const ushort Body = 0x1000;
    internal const ushort RtfCompressed = 0x1009;
    internal const ushort Html = 0x1013;
    internal const ushort DisplayName = 0x3001;
    internal const ushort AttachData = 0x3701;
    internal const ushort AttachFileName = 0x3704;
    internal const ushort AttachMethod = 0x3705;
    internal const ushort AttachLongFileName = 0x3707;
    internal const ushort AttachMimeTag = 0x370E;
    internal const ushort AttachContentId = 0x3712;
    internal const ushort InternetCodePage = 0x3FDE;
    internal const ushort MessageCodePage = 0x3FFD;

    private const int MaxProperties = 4096;
    private const ushort MultiValued = 0x1000;
    private const ushort Text8 = 0x001E;
    private const ushort Text16 = 0x001F;
    private const ushort Object = 0x000D;
    private const ushort Binary = 0x0102;
    private const ushort FirstNamed = 0x8000;
    private readonly Dictionary<ushort, (ushort Type, ArraySegment<byte> Value)> _values = [];

    /// <summary>Bytes were missing, or a value had an unknown type.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>Reads a list; of a property that is repeated the first value counts.</summary>
    internal static MapiProperties Read(ArraySegment<byte> bytes)
    {
        var properties = new MapiProperties();
        var cursor = new TnefCursor(bytes);
        var count = cursor.UInt32();
        properties.IsBroken = count > MaxProperties;
        for (var i = 0; i < Math.Min(count, MaxProperties) && !cursor.IsBroken && properties.ReadOne(ref cursor); i++)
        {
        }
        properties.IsBroken |= cursor.IsBroken;
        return properties;
    }

    /// <summary>The raw value, the interface id of an object removed.</summary>
    internal ArraySegment<byte>? Bytes(ushort id)
    {
        const int interfaceId = 16;
        if (!_values.TryGetValue(id, out var value)) return null;
        return value.Type == Object && value.Value.Count >= interfaceId ? value.Value[interfaceId..] : value.Value;
    }

    internal string? Text(ushort id, string charset)
    {
        if (!_values.TryGetValue(id, out var value) || value.Type is not (Text8 or Text16)) return null;
        var text = value.Type == Text16 ? System.Text.Encoding.Unicode.GetString(value.Value) : Charsets.Decode(value.Value.AsSpan().TrimEnd((byte)0), charset);
        return text.TrimEnd('\0');
    }

    internal int? Number(ushort id) => _values.TryGetValue(id, out var value) && value.Value.Count >= 4 ? BitConverter.ToInt32(value.Value) : null;

    internal bool IsObject(ushort id) => _values.TryGetValue(id, out var value) && value.Type == Object;

    private bool ReadOne(ref TnefCursor cursor)
    {
        var type = cursor.UInt16();
        var id = cursor.UInt16();
        if (id >= FirstNamed) SkipName(ref cursor);
        var isMany = (type & MultiValued) != 0;
        type = (ushort)(type & ~MultiValued);
        if (Width(type) is not { } width)
        {
            IsBroken = true;
            return false;
        }
        var count = isMany || width == 0 ? cursor.UInt32() : 1;
        for (uint i = 0; i < count && !cursor.IsBroken; i++)
        {
            var value = width > 0 ? cursor.TakePadded(width) : cursor.TakePadded(cursor.UInt32());
            if (i == 0 && !isMany) _values.TryAdd(id, (type, value));
        }
        return true;
    }

    private static void SkipName(ref TnefCursor cursor)
    {
        const int guid = 16;
        cursor.Take(guid);
        if (cursor.UInt32() == 0) cursor.UInt32();
        else cursor.TakePadded(cursor.UInt32());
    }

    /// <summary>Bytes of a value; zero for those that carry their length, null for an unknown type.</summary>
    private static uint? Width(ushort type) => type switch
    {
        0x0001 => 0,
        0x0002 or 0x0003 or 0x0004 or 0x000A or 0x000B => 4,
        0x0005 or 0x0006 or 0x0007 or 0x0014 or 0x0040 => 8,
        0x0048 => 16,
        Object or Text8 or Text16 or Binary => 0,
        _ => null,
    };
}
